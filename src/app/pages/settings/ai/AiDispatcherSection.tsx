import { AudioLines, Mic } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, buttonStyle } from '@/components/ui/Button.tsx';
import { Chip } from '@/components/ui/Chip.tsx';
import { Skeleton } from '@/components/ui/Skeleton.tsx';
import { useAiLines } from '@/data/ai-dispatcher-lines.queries.ts';
import { usePublishedProfile } from '@/data/ai-dispatcher-reader.queries.ts';
import { useAiState } from '@/data/ai-dispatcher.queries.ts';
import { type Membership, useMembership } from '@/data/membership.queries.ts';
import type { AiProfile } from '@core/contracts/ai-profile.ts';
import { LastChanged } from '../LastChanged.tsx';
import { aiCopy as copy } from './ai-copy.ts';
import { AiLines } from './AiLines.tsx';
import { DispatcherEditor } from './DispatcherEditor.tsx';
import { ProfileGroups } from './ProfileGroups.tsx';
import { useReadOnlyForm } from './use-profile-form.ts';

/** Settings, AI dispatcher: where it answers, who it is, and a conversation with it. */
export function AiDispatcherSection() {
  const { data: membership } = useMembership();
  if (!membership) return <Loading />;
  return membership.role === 'agent' ? (
    <ReadOnlySection />
  ) : (
    <EditableSection membership={membership} />
  );
}

function EditableSection({ membership }: { membership: Membership }) {
  const state = useAiState({ enabled: true });
  if (state.data) {
    return (
      <DispatcherEditor
        state={state.data}
        isOwner={membership.role === 'owner'}
        timeZone={membership.timeZone}
        head={
          <>
            <Header canTry />
            <AiLines canSwitch />
          </>
        }
      />
    );
  }
  return (
    <Column>
      <Header />
      <AiLines canSwitch />
      <Pending isError={state.isError} onRetry={() => void state.refetch()} />
    </Column>
  );
}

function ReadOnlySection() {
  const profile = usePublishedProfile({ enabled: true });
  return (
    <Column>
      <Header />
      <p className="mt-2 text-muted">{copy.onlyAdmins}</p>
      <AiLines canSwitch={false} />
      {profile.data ? (
        <ReadOnlyProfile profile={profile.data} />
      ) : (
        <Pending isError={profile.isError} onRetry={() => void profile.refetch()} />
      )}
      <div className="h-(--dock-h,4rem)" />
    </Column>
  );
}

function ReadOnlyProfile({ profile }: { profile: AiProfile }) {
  return <ProfileGroups form={useReadOnlyForm(profile)} />;
}

function Column({ children }: { children: ReactNode }) {
  return <div className="max-w-176 px-4 py-5 desk:px-8">{children}</div>;
}

function Header({ canTry = false }: { canTry?: boolean }) {
  const { data: lines } = useAiLines();
  const on = lines?.filter(({ isOn }) => isOn).length ?? 0;
  return (
    <header className="flex flex-wrap items-start gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-64">
        <h2 className="text-lg tracking-(--tracking-tight)">{copy.title}</h2>
        <p className="text-muted">{copy.text}</p>
        <LastChanged area="ai" />
      </div>
      <span className="flex items-center gap-2">
        {lines ? (
          <Chip tone={on > 0 ? 'ai' : 'plain'} className="h-6 px-2">
            <AudioLines aria-hidden="true" />
            {copy.onFor(on, lines.length)}
          </Chip>
        ) : null}
        {canTry ? (
          <a href="#try" className={buttonStyle({ size: 'sm', className: 'wide:hidden' })}>
            <Mic aria-hidden="true" />
            {copy.tryIt}
          </a>
        ) : null}
      </span>
    </header>
  );
}

function Pending({ isError, onRetry }: { isError: boolean; onRetry: () => void }) {
  if (isError) {
    return (
      <p role="alert" className="flex items-center gap-2 border-t border-line py-6">
        {copy.failed}
        <Button size="sm" onClick={onRetry}>
          {copy.retry}
        </Button>
      </p>
    );
  }
  return <Loading />;
}

function Loading() {
  return (
    <div role="status" aria-label={copy.loading} className="grid gap-6 px-4 py-6 desk:px-8">
      <Skeleton className="w-40" />
      <Skeleton className="h-8" />
      <Skeleton className="h-8" />
      <Skeleton className="h-20" />
    </div>
  );
}
