import { useProfileEdit } from '@/data/ai-dispatcher.queries.ts';
import { useMembership } from '@/data/membership.queries.ts';
import type { AiLanguage, AiProfile } from '@core/contracts/ai-profile.ts';
import type { ManageAiState } from '@core/contracts/manage-ai.ts';
import { aiCopy } from './ai-copy.ts';
import type { GreetingValues } from './greeting.ts';
import { countChanges, profileProblems } from './profile-draft.ts';

/** A profile as the groups of the page show and change it. */
export interface ProfileForm {
  profile: AiProfile;
  change: (changes: Partial<AiProfile>) => void;
  /** Why a field cannot be published as it is. */
  problemOf: (field: string) => string | undefined;
  greetingValues: (language: AiLanguage) => GreetingValues;
  isReadOnly: boolean;
}

export interface ProfileEditing extends ProfileForm {
  /** What differs from what the server has as its draft; null when nothing does. */
  edit: AiProfile | null;
  /** Goes back to the server's draft. */
  drop: () => void;
  /** The server has this now; what was typed since stays. */
  forget: (sent: AiProfile | null) => void;
  /** How many things callers do not hear yet. */
  changes: number;
  problems: number;
}

function exampleValues(businessName: string, assistantName: string) {
  return (language: AiLanguage): GreetingValues => ({
    business_name: businessName,
    day_greeting: aiCopy.exampleGreeting[language],
    assistant_name: assistantName,
    caller_first_name: aiCopy.exampleCaller,
  });
}

/** The profile of a person who may only look. */
export function useReadOnlyForm(profile: AiProfile): ProfileForm {
  const businessName = useMembership().data?.organizationName ?? '';
  return {
    profile,
    change: () => undefined,
    problemOf: () => undefined,
    greetingValues: exampleValues(businessName, profile.assistantName),
    isReadOnly: true,
  };
}

/** The profile being edited: the server's draft, with what was typed since. */
export function useProfileForm(state: ManageAiState): ProfileEditing {
  const businessName = useMembership().data?.organizationName ?? '';
  const { edit, set, forget } = useProfileEdit();
  const profile = edit ?? state.dispatcher;
  const greetingValues = exampleValues(businessName, profile.assistantName);
  const problems = profileProblems(profile);
  return {
    profile,
    change: (changes) => {
      const next = { ...profile, ...changes };
      set(countChanges(state.dispatcher, next) === 0 ? null : next);
    },
    problemOf: (field) => problems[field],
    greetingValues,
    isReadOnly: false,
    edit,
    drop: () => set(null),
    forget,
    changes: state.published ? countChanges(state.published.profile, profile) : 0,
    problems: Object.keys(problems).length,
  };
}
