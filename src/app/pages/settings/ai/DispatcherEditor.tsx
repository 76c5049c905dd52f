import type { ReactNode } from 'react';
import { useSaveProfile } from '@/data/ai-dispatcher.queries.ts';
import type { ManageAiState } from '@core/contracts/manage-ai.ts';
import { ProfileGroups } from './ProfileGroups.tsx';
import { PublishBar } from './PublishBar.tsx';
import { ScenariosGroup } from './ScenariosGroup.tsx';
import { SyncNote } from './SyncNote.tsx';
import { TestPanel } from './TestPanel.tsx';
import { useProfileForm } from './use-profile-form.ts';
import { VersionsGroup } from './VersionsGroup.tsx';

export interface DispatcherEditorProps {
  state: ManageAiState;
  isOwner: boolean;
  /** The business's, IANA. */
  timeZone: string;
  /** Heading and numbers. */
  head: ReactNode;
}

/** The profile at the left, the conversation that tries it at the right, the bar that publishes it. */
export function DispatcherEditor({ state, isOwner, timeZone, head }: DispatcherEditorProps) {
  const form = useProfileForm(state);
  const save = useSaveProfile();
  const { edit } = form;
  const hasProblems = form.problems > 0;

  /** What answers a test is what the server has as its draft. */
  const saveDraft = async () => {
    if (edit === null || hasProblems) return;
    await save.mutateAsync({ profile: edit, publish: false });
    form.forget(edit);
  };

  return (
    <div className="wide:grid wide:grid-cols-[minmax(0,1fr)_var(--rail)]">
      <div className="flex min-w-0 flex-col px-4 pt-5 desk:px-8 wide:max-w-176">
        {head}
        <div className="pb-4">
          <SyncNote state={state} />
        </div>
        <ProfileGroups form={form} />
        <ScenariosGroup
          scenarios={state.scenarios}
          hasProblems={hasProblems}
          saveDraft={saveDraft}
        />
        <VersionsGroup state={state} onRolledBack={form.drop} />
        <PublishBar state={state} form={form} isOwner={isOwner} />
      </div>
      <div className="border-t border-line bg-canvas pb-(--dock-h,4rem) wide:border-t-0 wide:border-l wide:pb-0">
        <TestPanel
          form={form}
          hasProblems={hasProblems}
          timeZone={timeZone}
          saveDraft={saveDraft}
        />
      </div>
    </div>
  );
}
