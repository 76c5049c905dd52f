import type { Account } from './account/account.ts';
import type { AiDesk } from './ai/ai-desk.ts';
import type { Clock } from './clock.ts';
import type { FaultBox } from './faults.ts';
import type { LiveFeed } from './live-feed.ts';
import type { MediaEngine } from './media/media-engine.ts';
import type { RtcGateway } from './rtc/rtc-gateway.ts';
import type { WavFiles } from './wav-files.ts';
import type { WebhookDispatcher } from './webhooks/dispatcher.ts';
import type { CalleeBook } from './world/callee-book.ts';
import type { ConferenceStore } from './world/conference-store.ts';
import type { LegStore } from './world/leg-store.ts';
import type { RecordingStore } from './world/recording-store.ts';

/** Everything that the simulator knows and uses. Functions in `world/` act on it. */
export interface World {
  readonly clock: Clock;
  readonly media: MediaEngine;
  readonly account: Account;
  readonly legs: LegStore;
  readonly conferences: ConferenceStore;
  readonly callees: CalleeBook;
  readonly recordings: RecordingStore;
  readonly wavFiles: WavFiles;
  readonly webhooks: WebhookDispatcher;
  readonly faults: FaultBox;
  readonly live: LiveFeed;
  readonly ai: AiDesk;
  /** The signalling side; it needs the world first, so it is asked for late. */
  gateway(): RtcGateway;
}
