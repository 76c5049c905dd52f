import { useLimits } from '@/data/limits.queries.ts';
import { useMembership } from '@/data/membership.queries.ts';
import { useCopy } from '@/lib/language.ts';
import { Loaded } from '../hours/Loaded.tsx';
import { SectionPage } from '../SectionPage.tsx';
import { KillSwitch } from './KillSwitch.tsx';
import { limitsCopy } from './limits-copy.ts';
import { LimitsForm } from './LimitsForm.tsx';
import { SpendToday } from './SpendToday.tsx';

/** Settings, Limits: what calls out may cost, where they may go, and the switch that stops them. */
export function LimitsSection() {
  const copy = useCopy(limitsCopy);
  const { data: membership } = useMembership();
  const limits = useLimits();
  if (!membership) return null;
  const canChange = membership.role !== 'agent';
  return (
    <SectionPage
      title={copy.title}
      area="limits"
      text={
        <>
          {copy.text}
          {canChange ? null : <p className="mt-2">{copy.onlyAdmins}</p>}
        </>
      }
    >
      <Loaded query={limits}>
        {(state) => (
          <>
            <SpendToday state={state} canChange={canChange} />
            <LimitsForm state={state} canChange={canChange} />
            <KillSwitch state={state} role={membership.role} />
          </>
        )}
      </Loaded>
    </SectionPage>
  );
}
