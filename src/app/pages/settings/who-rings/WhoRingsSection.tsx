import { PhoneOff } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { EmptyState } from '@/components/ui/EmptyState.tsx';
import { fieldLabel } from '@/components/ui/field-style.ts';
import { Select } from '@/components/ui/Select.tsx';
import { useMembership } from '@/data/membership.queries.ts';
import { type RingLine, useRingLines } from '@/data/who-rings.queries.ts';
import { useCopy } from '@/lib/language.ts';
import { displayNumber } from '@core/e164.ts';
import { Loaded } from '../hours/Loaded.tsx';
import { SectionPage } from '../SectionPage.tsx';
import { RingLineEditor } from './RingLineEditor.tsx';
import { whoRingsCopy } from './who-rings-copy.ts';

/** Settings, Who rings: per line, in which order people ring, and what happens when nobody answers. */
export function WhoRingsSection() {
  const copy = useCopy(whoRingsCopy);
  const { data: membership } = useMembership();
  const lines = useRingLines();
  if (!membership) return null;
  const canChange = membership.role !== 'agent';
  return (
    <SectionPage
      title={copy.title}
      area="who_rings"
      text={
        <>
          {copy.text}
          {canChange ? null : <p className="mt-2">{copy.onlyAdmins}</p>}
        </>
      }
    >
      <Loaded query={lines}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState icon={<PhoneOff />} text={copy.noLines} />
          ) : (
            <Lines lines={all} canChange={canChange} />
          )
        }
      </Loaded>
    </SectionPage>
  );
}

const nameOf = (line: RingLine) =>
  line.label
    ? `${line.label}, ${displayNumber(line.phoneNumber)}`
    : displayNumber(line.phoneNumber);

/** One line at a time; which one stands in the address. */
function Lines({ lines, canChange }: { lines: readonly RingLine[]; canChange: boolean }) {
  const copy = useCopy(whoRingsCopy);
  const [params, setParams] = useSearchParams();
  const line = lines.find(({ numberId }) => numberId === params.get('line')) ?? lines[0];
  if (!line) return null;
  return (
    <>
      {lines.length > 1 ? (
        <div className="mb-6 grid gap-1.5 desk:max-w-88">
          <span aria-hidden="true" className={fieldLabel}>
            {copy.line}
          </span>
          <Select
            label={copy.line}
            appearance="field"
            value={line.numberId}
            options={lines.map((each) => ({ value: each.numberId, label: nameOf(each) }))}
            onChange={(id) => setParams({ line: id }, { replace: true })}
          />
        </div>
      ) : null}
      <RingLineEditor key={line.numberId} line={line} canChange={canChange} />
    </>
  );
}
