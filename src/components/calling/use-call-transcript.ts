import { firstName, partyName } from '@/calling/selectors.ts';
import { useCallingState } from '@/calling/use-calling.ts';
import { useTranscript } from '@/data/transcript.queries.ts';
import type { CallCard } from '@core/contracts/call-card.ts';
import type { TranscriptSegment } from '@core/contracts/transcript.ts';
import { aiCallCopy } from './ai-call-copy.ts';

const { transcript: copy } = aiCallCopy;

/** The transcript of a call, live while the call goes on. */
export function useCallTranscript(card: Pick<CallCard, 'id' | 'status'>) {
  const isJoined = useCallingState((state) => state.isLive);
  return useTranscript(card.id, { isJoined, isUnderWay: card.status !== 'ended' });
}

/** Who says a line: "AI", the caller's first name, the colleague's name. */
export function speakerName(speaker: TranscriptSegment['speaker'], card: CallCard): string {
  switch (speaker) {
    case 'caller':
      return card.client ? firstName(partyName(card)) : copy.caller;
    case 'agent':
      return card.agent?.name ?? copy.agent;
    case 'ai':
    case 'tool':
      return aiCallCopy.name;
    case 'system':
      return copy.system;
  }
}
