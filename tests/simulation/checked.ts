import type { MemoryCallRepository } from '../../supabase/functions/_shared/testing/memory-call-repository.ts';
import type { Faults } from './faults.ts';
import type { People } from './people.ts';
import type { Presence } from './presence.ts';
import type { DrawnDialGuard } from './ring-world.ts';
import type { Scheduler } from './scheduler.ts';
import type { TelnyxModel } from './telnyx-model.ts';
import type { WebhookDelivery } from './webhook-delivery.ts';

/** What the rules look at. */
export interface Checked {
  time: Scheduler;
  calls: MemoryCallRepository;
  telnyx: TelnyxModel;
  people: People;
  webhooks: WebhookDelivery;
  /** Those of the chaos phase. */
  drawn: Faults;
  healAtMs: number;
  /** Legs that Telnyx could not be asked about, and when. */
  unanswered: Map<string, number>;
  presence: Presence;
  dialGuard: DrawnDialGuard;
  withAi: boolean;
  withRing: boolean;
  withRooms: boolean;
}

/** Fifteen seconds and one sweep, with its round trips. */
export const DEAD_TAB_MS = 15_000 + 6_500;
