import { useEffect } from 'react';
import { useMembership } from '@/data/membership.queries.ts';
import { useStoredDraft } from '@/lib/use-stored-draft.ts';
import type { NumberSetupAnswer } from '@core/contracts/number-setup.ts';
import { EMPTY_DRAFT, type WizardDraft, wizardView, type WizardView } from './wizard-draft.ts';

export interface Wizard {
  view: WizardView;
  draft: WizardDraft;
  change: (change: Partial<WizardDraft>) => void;
  close: () => void;
}

/** The wizard's place, kept in this tab; what the server says goes before it. */
export function useWizard(answer: NumberSetupAnswer): Wizard {
  const organizationId = useMembership().data?.organizationId ?? '';
  const { draft, setDraft, discard } = useStoredDraft(`add-number.${organizationId}`, EMPTY_DRAFT);
  const view = wizardView(answer, draft);
  const underWay = view.kind === 'progress' ? view.setup.phone_number : null;
  useEffect(() => {
    // What was entered for it has done its work; its end is to be told here.
    if (underWay !== null && (draft.watched !== underWay || draft.stage !== 'closed')) {
      setDraft({ ...EMPTY_DRAFT, watched: underWay });
    }
  }, [underWay, draft.watched, draft.stage, setDraft]);
  return {
    view,
    draft,
    change: (change) => setDraft({ ...draft, ...change }),
    close: discard,
  };
}
