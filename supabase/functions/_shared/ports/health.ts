import type { DeadLetter } from '../core/contracts/health.ts';
import type { AiFacts, Migrations, Ping } from '../core/health-system.ts';
import type { Actor } from './dispatcher-store.ts';
import type { NumberAccount } from './number-account.ts';
import type { VoiceProfilePort } from './voice-profiles.ts';

/** What the database knows, in one read. */
export interface HealthFacts {
  now: string;
  numbers: { id: string; phoneNumber: string; connectionId: string | null }[];
  /** Null: the business uses the installation's resources. */
  setup: {
    voiceProfileId: string | null;
    applicationId: string | null;
    credentialConnectionId: string | null;
  } | null;
  lastEvent: { occurredAt: string; receivedAt: string } | null;
  liveCalls: number;
  refusedLastHour: number;
  sweptAt: string | null;
  overdueCommands: number;
  deadLetters: number;
  ai: AiFacts;
  migrations: Migrations | null;
}

/** A set-aside event, as it is needed to take it in again. */
export interface ReopenedLetter {
  source: string;
  body: string;
  times: number;
  /** Where it was an event of Telnyx's form. */
  event: { type: string; occurredAt: string; payload: unknown } | null;
}

export interface HealthStore {
  facts(organizationId: string): Promise<HealthFacts>;
  /** Of these legs at Telnyx, those that we were never told of. */
  unknownLegs(callControlIds: readonly string[]): Promise<string[]>;
  /** Keys of Telnyx's that were fetched besides those of the secret, base64. */
  publicKeys(): Promise<string[]>;
  addPublicKey(key: string): Promise<void>;
  keepReport(
    organizationId: string,
    report: { state: 'ok' | 'warn' | 'bad'; codes: string[] },
  ): Promise<void>;
  recordRepair(actor: Actor, detail: Record<string, unknown>): Promise<void>;
  /** The sweeper lives. Answers with a business whose hourly check is due, at most one. */
  beat(): Promise<string | null>;
  /** Adds to the one counter that unverified input may write [I9]. */
  countRefused(times: number): Promise<void>;
  openLetters(organizationId: string): Promise<DeadLetter[]>;
  /** Null: there is no such open one, or it is another business's. */
  reopenLetter(organizationId: string, id: string): Promise<ReopenedLetter | null>;
  /** Closes it, with its audit row. */
  settleLetter(actor: Actor, id: string, how: 'retried' | 'dismissed'): Promise<boolean>;
}

export interface ProbedLeg {
  callControlId: string;
  clientState: string | null;
  ageSeconds: number;
}

/** Calls at Telnyx as the health check sees and makes them. */
export interface CallProbe {
  /** Null: Telnyx did not tell. */
  activeLegs(connectionId: string): Promise<ProbedLeg[] | null>;
  /** Dials a number of ours as an outside caller would, who then plays the test tone. */
  dialTest(test: {
    testId: string;
    from: string;
    to: string;
    /** Null: the installation's. */
    connectionId: string | null;
    timeLimitSecs: number;
  }): Promise<
    | { ok: true; callControlId: string }
    | { ok: false; code: 'unauthorized' | 'unavailable' | 'refused' }
  >;
  /** Over already is success. */
  hangUp(callControlId: string): Promise<void>;
  isAlive(callControlId: string): Promise<boolean | null>;
}

export interface SelfTestStore {
  begin(test: {
    id: string;
    organizationId: string;
    memberId: string;
  }): Promise<
    | { ok: true; from: string; to: string; connectionId: string | null }
    | { ok: false; code: 'test_running' | 'no_number' }
  >;
  dialled(testId: string, outsideLeg: string): Promise<void>;
  state(
    organizationId: string,
    testId: string,
  ): Promise<{
    outsideLeg: string | null;
    endedAt: string | null;
    call: { id: string; status: string; receivedAt: string; isTest: boolean } | null;
  } | null>;
  /** The leg to hang up; null: there is none. */
  end(organizationId: string, testId: string): Promise<string | null>;
}

/** Telnyx's account as the health check reads and mends it. */
export interface HealthAccount extends Pick<
  NumberAccount,
  | 'readResource'
  | 'changeResource'
  | 'findNumber'
  | 'connectNumber'
  | 'readPublicKey'
  | 'readBalance'
> {
  readProfile: VoiceProfilePort['read'];
}

export interface OwnFunctions {
  /** Asks every function as a stranger would. */
  ping(): Promise<Ping[]>;
  /** Lets the sweeper run once. Its HTTP status; null: no answer. */
  sweep(): Promise<number | null>;
}
