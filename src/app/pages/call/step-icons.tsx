import {
  AudioLines,
  Bell,
  BellOff,
  CalendarCheck,
  CalendarSearch,
  CircleDot,
  Grip,
  Hand,
  Headset,
  type LucideIcon,
  MessageSquare,
  Pause,
  PhoneForwarded,
  PhoneIncoming,
  PhoneOff,
  PhoneOutgoing,
  Play,
  Send,
  SignalLow,
  SquareParking,
  TriangleAlert,
  UserPlus,
  UserRound,
} from 'lucide-react';
import type { Step } from './call-steps.ts';
import { eventLook, type StepMark, type StepTone } from './event-look.ts';

const marks: Record<StepMark, LucideIcon> = {
  incoming: PhoneIncoming,
  outgoing: PhoneOutgoing,
  ring: Bell,
  ai: AudioLines,
  hand: Hand,
  person: Headset,
  hold: Pause,
  resume: Play,
  park: SquareParking,
  forward: PhoneForwarded,
  party: UserPlus,
  message: MessageSquare,
  keys: Grip,
  problem: TriangleAlert,
  declined: BellOff,
  end: PhoneOff,
  fact: CircleDot,
};

const tools: Readonly<Record<string, LucideIcon>> = {
  look_up_client: UserRound,
  find_slots: CalendarSearch,
  book_visit: CalendarCheck,
  reschedule_visit: CalendarCheck,
  cancel_visit: CalendarCheck,
  take_message: MessageSquare,
  request_person: Hand,
};

export interface StepLook {
  Icon: LucideIcon;
  tone: StepTone;
}

/** The icon and the colour of a step; what was said needs none. */
export function stepLook(step: Step, direction: string): StepLook {
  if (step.kind === 'event') {
    const { mark, tone } = eventLook(step.event, direction);
    return { Icon: marks[mark], tone };
  }
  if (step.kind === 'tool') {
    const isBooking = step.tool.name.endsWith('_visit') && step.tool.ok;
    return {
      Icon: tools[step.tool.name] ?? AudioLines,
      tone: isBooking ? 'good' : step.tool.ok ? 'ai' : 'warn',
    };
  }
  if (step.kind === 'sound') return { Icon: SignalLow, tone: 'warn' };
  if (step.kind === 'command') {
    return { Icon: Send, tone: step.command.status === 'failed' ? 'warn' : 'plain' };
  }
  return { Icon: MessageSquare, tone: 'plain' };
}

export const toneText: Record<StepTone, string> = {
  plain: 'text-muted',
  ai: 'text-ai-text',
  person: 'text-accent-text',
  good: 'text-success-text',
  warn: 'text-warning-text',
  bad: 'text-danger-text',
};

export const toneDisc: Record<StepTone, string> = {
  plain: 'bg-raised text-muted shadow-card',
  ai: 'bg-ai-soft text-ai-text',
  person: 'bg-accent-soft text-accent-text',
  good: 'bg-success-soft text-success-text',
  warn: 'bg-warning-soft text-warning-text',
  bad: 'bg-danger-soft text-danger-text',
};
