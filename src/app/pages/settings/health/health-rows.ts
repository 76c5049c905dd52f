import type { HealthCode, HealthFix, HealthState } from '@core/contracts/health.ts';
import type { ServerCheckId } from '@core/health-check-names.ts';

/** The parts that only this browser can look at. */
export const BROWSER_CHECKS = [
  'server',
  'realtime',
  'microphone',
  'sound',
  'registration',
  'network',
  'notifications',
] as const;
export type BrowserCheckId = (typeof BROWSER_CHECKS)[number];
export type RowId = ServerCheckId | BrowserCheckId;

export const GROUPS = {
  telephone: [
    'api_key',
    'webhook',
    'application',
    'last_event',
    'signature',
    'numbers',
    'voice_profile',
    'credential_connection',
    'sip_calling',
    'lines',
    'balance',
  ],
  system: [
    'server',
    'database',
    'realtime',
    'functions',
    'sweeper',
    'commands',
    'dead_letters',
    'ai',
  ],
  browser: ['microphone', 'sound', 'registration', 'network', 'notifications'],
} as const satisfies Record<string, readonly RowId[]>;
export type GroupName = keyof typeof GROUPS;

/** A button or link in the place of the finding. */
export type RowAction =
  | { kind: 'fix'; fix: HealthFix }
  | { kind: 'portal'; href: string }
  | { kind: 'page'; to: string }
  | { kind: 'letters' }
  | { kind: 'enable_calls' }
  | { kind: 'microphone_test' }
  | { kind: 'play' }
  | { kind: 'measure' }
  | { kind: 'notify' };

/** What one line shows. */
export interface HealthRow {
  id: RowId;
  state: HealthState;
  finding: string;
  measure?: string | undefined;
  /** What it means and how to mend it. */
  remedy?: string | undefined;
  actions: RowAction[];
}

/** What stands behind a finding, for its words. */
export interface FindingFacts {
  host: string;
  numbers: string;
  functions: string;
  ending: string;
  count: number;
  limit: number;
  ago: string;
  amount: string;
}

export type Sentence = string | ((facts: FindingFacts) => string);
export interface FindingWords {
  finding: Sentence;
  remedy?: Sentence;
}
/** Words of a part by what was found; what is left out has the common ones. */
export type CheckWords = Partial<Record<HealthCode, FindingWords>>;
