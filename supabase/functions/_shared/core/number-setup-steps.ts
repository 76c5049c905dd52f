import type { SetupCode, SetupRemedy, StepState } from './contracts/number-setup.ts';
import { SETUP_STEPS, type SetupStep } from './setup-step-names.ts';

/** How far a set-up has come, for the screen; the next step is never read from it. */

export interface StepStatus {
  state: StepState;
  code: SetupCode | null;
  /** ISO 8601 UTC; null while pending. */
  at: string | null;
}

export type StepStatuses = Record<SetupStep, StepStatus>;

const PENDING: StepStatus = { state: 'pending', code: null, at: null };

/** All steps in their order, those that were never begun as pending. */
export function completeSteps(stored: Partial<StepStatuses>): StepStatuses {
  return Object.fromEntries(
    SETUP_STEPS.map((step) => [step, stored[step] ?? PENDING]),
  ) as StepStatuses;
}

const REMEDIES: Record<SetupCode, SetupRemedy> = {
  waiting_for_order: 'wait',
  waiting_for_number: 'wait',
  telnyx_unavailable: 'wait',
  telnyx_rate_limited: 'wait',
  api_key_refused: 'check_api_key',
  insufficient_funds: 'add_funds',
  account_limit: 'verify_account',
  number_unavailable: 'choose_another_number',
  order_failed: 'choose_another_number',
  requirements_needed: 'give_documents',
  number_gone: 'remove_number',
  points_elsewhere: 'move_number',
  caller_name_refused: 'none_needed',
  texting_refused: 'none_needed',
  refused: 'try_again',
};

/** What a person can do about a code. */
export function remedyFor(code: SetupCode | null): SetupRemedy | null {
  return code === null ? null : REMEDIES[code];
}

/** These pass by themselves, so the set-up goes on alone. */
export function passesByItself(code: SetupCode): boolean {
  return REMEDIES[code] === 'wait';
}

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 300_000;

/** How long to wait before Telnyx is asked again, growing while it does not answer. */
export function pauseBeforeNextLookMs(code: SetupCode, failures: number): number {
  if (code === 'waiting_for_order' || code === 'waiting_for_number') return FIRST_PAUSE_MS;
  return Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failures, 10), LONGEST_PAUSE_MS);
}
