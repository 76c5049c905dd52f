import { toolWords } from '@/components/calling/tool-words.ts';
import { speakerName } from '@/components/calling/use-call-transcript.ts';
import type { StoryCall, StoryCommand } from '@core/contracts/call-story.ts';
import { callPageCopy as copy } from './call-page-copy.ts';
import type { CallPeople } from './call-people.ts';
import type { Step } from './call-steps.ts';
import { commandWords, eventWords } from './event-words.ts';
import { soundWords } from './sound-words.ts';

/** What a step is said in: for the list, for the slider's value, and to search in. */
export function stepWords(step: Step, call: StoryCall, people: CallPeople): string {
  switch (step.kind) {
    case 'said':
      return `${speakerName(step.segment.speaker, call)}: ${step.segment.text}`;
    case 'tool':
      return toolWords(step.tool);
    case 'event':
      return eventWords(step.event, call.direction, people);
    case 'sound':
      return soundWords(step.span, people.outside);
    case 'command':
      return copy.steps.toTelnyx(commandWords(step.command.kind));
  }
}

/** What became of a command: `done after 85 ms`, `failed, 3 tries, error 90018`. */
export function commandFate({ status, tries, errorCode, at, doneAt }: StoryCommand): string {
  const words = copy.steps.command;
  const ms = doneAt ? Math.max(0, Date.parse(doneAt) - Date.parse(at)) : 0;
  const fate = status === 'done' ? words.done(copy.steps.ms(ms)) : words[status];
  const parts = [
    fate,
    tries > 1 ? words.tries(tries) : '',
    errorCode && status !== 'done' ? words.error(errorCode) : '',
  ];
  return parts.filter(Boolean).join(', ');
}
