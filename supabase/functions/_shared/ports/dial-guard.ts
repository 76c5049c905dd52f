import type { DialRefusal } from '../core/contracts/limits.ts';

export type DialKind = 'agent' | 'forward' | 'self_test' | 'party';

export interface Dial {
  organizationId: string;
  /** The call that the dial belongs to: its row may come later, but within a minute. */
  callId: string;
  /** Null: nobody in particular (a forward). */
  memberId: string | null;
  /** E.164. */
  to: string;
  /**
   * ISO 3166 alpha-2 as the number's library tells it; null: not known. The database finds out for
   * itself: this can only make it stricter.
   */
  country: string | null;
  /** As the number's library tells it, or 'unknown'. The same holds as for the country. */
  numberType: string;
  /** Somebody was asked whether to call a country that nobody has called before. */
  confirmed: boolean;
  kind: DialKind;
  /** `party`: its number in the call. */
  party?: number;
}

/** Which of a call's reservations is meant. */
export type ReservedDial = Pick<Dial, 'callId' | 'kind' | 'party'>;

export type DialAnswer =
  | {
      ok: true;
      /** Goes to Telnyx with the dial, so that the call cannot cost more than was reserved. */
      timeLimitSecs: number;
    }
  | {
      ok: false;
      code: DialRefusal;
      /** ISO 3166 alpha-2 of the destination, where it is known. */
      country: string | null;
    };

/**
 * What limits money. Decided in Postgres, in one transaction under a lock of the organisation
 * (docs/adr/0016-spend-is-reserved.md); the outbox refuses a dial that was not reserved here.
 */
export interface DialGuard {
  /** Asked twice for the same call and destination: the same answer, and one reservation. */
  reserve(dial: Dial): Promise<DialAnswer>;
  /** The dial will not happen after all: gives back what was reserved and not yet dialled. */
  release(dial: ReservedDial): Promise<void>;
}
