import type { StoryEvent } from '@core/contracts/call-story.ts';

export type StepTone = 'plain' | 'ai' | 'person' | 'good' | 'warn' | 'bad';
export type StepMark =
  | 'incoming'
  | 'outgoing'
  | 'ring'
  | 'ai'
  | 'hand'
  | 'person'
  | 'hold'
  | 'resume'
  | 'park'
  | 'forward'
  | 'party'
  | 'message'
  | 'keys'
  | 'problem'
  | 'declined'
  | 'end'
  | 'fact';

interface Look {
  mark: StepMark;
  tone: StepTone;
  isDetail?: boolean;
}

const detail: Look = { mark: 'fact', tone: 'plain', isDetail: true };
const warn = (mark: StepMark = 'problem'): Look => ({ mark, tone: 'warn' });

/** By `type.role.direction`, `type.role` or `type`, whichever is found first. */
const looks: Readonly<Record<string, Look>> = {
  'leg.initiated.external.inbound': { mark: 'incoming', tone: 'plain' },
  'leg.initiated.external.outbound': { mark: 'outgoing', tone: 'plain' },
  'leg.initiated': detail,
  'leg.dialled': detail,
  'leg.answered.external.outbound': { mark: 'person', tone: 'person' },
  'leg.answered.forward': { mark: 'forward', tone: 'person' },
  'leg.answered.party': { mark: 'party', tone: 'person' },
  'leg.answered': detail,
  'leg.bridged.agent': { mark: 'person', tone: 'person' },
  'leg.bridged': detail,
  'leg.paired': detail,
  'leg.speech_ended': detail,
  'leg.joined': detail,
  'leg.left': detail,
  'leg.held': detail,
  'leg.unheld': detail,
  'leg.ended.external': { mark: 'end', tone: 'plain' },
  'leg.ended.party': { mark: 'party', tone: 'plain' },
  'leg.ended': detail,
  'call.placed': { mark: 'outgoing', tone: 'plain' },
  'call.claimed': { mark: 'person', tone: 'person' },
  'call.declined': { mark: 'declined', tone: 'plain' },
  'call.routed': detail,
  'call.test_began': { mark: 'fact', tone: 'plain' },
  'call.hangup_requested': { mark: 'end', tone: 'plain' },
  'call.parked': { mark: 'park', tone: 'warn' },
  'call.merged': { mark: 'party', tone: 'person' },
  'ring.step_began': { mark: 'ring', tone: 'plain' },
  'ring.timed_out': warn(),
  'connect.timed_out': warn(),
  'command.failed': warn(),
  'ai.requested': { mark: 'ai', tone: 'ai' },
  'ai.started': { mark: 'ai', tone: 'ai' },
  'ai.stopped': detail,
  'ai.ended': detail,
  'ai.start_timed_out': warn('ai'),
  'person.requested': { mark: 'hand', tone: 'ai' },
  'person.timed_out': warn('hand'),
  'message.began': { mark: 'message', tone: 'plain' },
  'message.timed_out': detail,
  'forward.wanted': { mark: 'forward', tone: 'plain' },
  'forward.allowed': detail,
  'forward.refused': warn('forward'),
  'forward.timed_out': warn('forward'),
  'room.opened': detail,
  'hold.began': { mark: 'hold', tone: 'warn' },
  'hold.ended': { mark: 'resume', tone: 'person' },
  'agent.left': { mark: 'end', tone: 'plain' },
  'handoff.began': { mark: 'forward', tone: 'person' },
  'party.asked': { mark: 'party', tone: 'person' },
  'party.accepted': { mark: 'party', tone: 'person' },
  'party.declined': { mark: 'declined', tone: 'plain' },
  'party.removed': { mark: 'party', tone: 'plain' },
  'party.timed_out': warn('party'),
  'party.mode_changed': { mark: 'party', tone: 'plain' },
  'digits.pressed': { mark: 'keys', tone: 'plain' },
};

/** What an event's words and looks are found by, the most exact first. */
export function eventKeys(event: StoryEvent, direction: string): string[] {
  const role = legRole(event);
  const { type } = event;
  return role ? [`${type}.${role}.${direction}`, `${type}.${role}`, type] : [type];
}

/** The leg that an event is about: its role, or null. */
function legRole({ fields }: StoryEvent): string | null {
  const leg = fields['leg'];
  if (typeof leg !== 'object' || leg === null || !('role' in leg)) return null;
  return typeof leg.role === 'string' ? leg.role : null;
}

/** How an event looks. One of a kind that is not known here is shown as a fact, Telnyx's own as a detail. */
export function eventLook(
  event: StoryEvent,
  direction: string,
): { mark: StepMark; tone: StepTone } {
  const key = eventKeys(event, direction).find((one) => one in looks);
  return (key && looks[key]) || { mark: 'fact', tone: 'plain' };
}

export function isDetailEvent(event: StoryEvent, direction: string): boolean {
  if (event.ignoredReason !== null) return true;
  const key = eventKeys(event, direction).find((one) => one in looks);
  return key ? looks[key]?.isDetail === true : event.source === 'telnyx';
}
