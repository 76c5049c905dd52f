import { AudioLines, PhoneIncoming, PhoneMissed, PhoneOutgoing } from 'lucide-react';
import { Link, useLocation } from 'react-router';
import { aiCallCopy } from '@/components/calling/ai-call-copy.ts';
import { aiWords, followUp, whatHappened } from '@/components/calling/call-history-words.ts';
import { visitMoment } from '@/components/calling/tool-words.ts';
import { Chip } from '@/components/ui/Chip.tsx';
import type { CallRow } from '@/data/call-history.queries.ts';
import { callPath, cameFrom } from '@/lib/call-path.ts';
import { clockTime } from '@/lib/duration.ts';
import { isMissed } from '@core/call-words.ts';
import { clientCopy } from './copy.ts';
import { TimelineFrame } from './TimelineFrame.tsx';

const { timeline: copy } = clientCopy;

/** The title says so already. */
const SAYS_CALLED = /^(?:Called|Appelé)\. /;

/** A call, with the way to its own page. */
export function CallItem({
  call,
  clientName,
  memberId,
  now,
}: {
  call: CallRow;
  clientName: string;
  memberId: string;
  now: number;
}) {
  const here = useLocation();
  const isBad = isMissed(call);
  const isAi = call.ai !== null && !isBad;
  const next = followUp(call, now);
  const did = isAi ? aiPart(call, now) : null;
  const about = (call.summary ?? call.notes ?? '').trim();
  return (
    <TimelineFrame
      icon={<CallIcon call={call} />}
      tone={isBad ? 'bad' : isAi ? 'ai' : 'plain'}
      at={call.startedAt}
      title={
        <Link to={callPath(call.id)} state={cameFrom(here)} className="hover:underline">
          {callTitle(call, clientName, memberId)}
        </Link>
      }
      aside={
        <>
          <span className="text-muted">{callFigures(call)}</span>
          {next ? <Chip tone={next.tone}>{next.text}</Chip> : null}
        </>
      }
    >
      {about === '' ? null : <p className="max-w-160 text-muted">{about}</p>}
      {did && !call.agent ? <p className="text-muted">{did}</p> : null}
      {isAi ? (
        <Link
          to={callPath(call.id)}
          state={cameFrom(here)}
          className="text-small font-medium text-accent-text hover:underline"
        >
          {copy.transcript}
        </Link>
      ) : null}
    </TimelineFrame>
  );
}

function CallIcon({ call }: { call: CallRow }) {
  if (isMissed(call)) return <PhoneMissed />;
  if (call.ai) return <AudioLines />;
  return call.direction === 'inbound' ? <PhoneIncoming /> : <PhoneOutgoing />;
}

function callTitle(call: CallRow, clientName: string, memberId: string): string {
  const isOwn = call.agent?.id === memberId;
  const who = call.agent?.name ?? copy.somebody;
  if (call.ai && call.outcome === 'answered') {
    const { aiAnswered, tookOver, youTookOver } = aiCallCopy.timeline;
    if (!call.agent) return aiAnswered(clientName);
    return isOwn ? youTookOver(clientName) : tookOver(clientName, who);
  }
  const sentence = whatHappened(call).replace(SAYS_CALLED, '');
  if (call.direction !== 'inbound') {
    return `${isOwn ? copy.youCalled : copy.weCalled(who)}. ${sentence}`;
  }
  const caller = copy.calledUs(clientName);
  if (call.outcome !== 'answered') return `${caller}. ${sentence}`;
  return `${caller}, ${isOwn ? copy.youAnswered : copy.answeredBy(who)}`;
}

function callFigures(call: CallRow): string {
  if (!call.answeredAt) return '';
  const parts = [
    call.waitSeconds === null ? '' : copy.wait(clockTime(call.waitSeconds)),
    call.durationSeconds === null ? '' : copy.talk(clockTime(call.durationSeconds)),
  ];
  return parts.filter(Boolean).join(', ');
}

/** What the AI came to. */
function aiPart(call: CallRow, now: number): string | null {
  const { visit } = call;
  return visit
    ? aiCallCopy.timeline.booked(visitMoment(visit.startsAt, now), visit.title)
    : aiWords(call, now);
}
