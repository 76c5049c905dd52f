import { Ear, SignalLow, UsersRound } from 'lucide-react';
import { memo } from 'react';
import { laneSince } from '@/calling/live-board.ts';
import { isOnItsWay } from '@/calling/selectors.ts';
import { useCallingState, useSecondsSince } from '@/calling/use-calling.ts';
import { Avatar } from '@/components/ui/Avatar.tsx';
import { Timer } from '@/components/ui/Timer.tsx';
import { useCopy } from '@/lib/language.ts';
import type { CallCard } from '@core/contracts/call-card.ts';
import { callingCopy } from './calling-copy.ts';
import { lineName } from './line-name.ts';
import { liveBoardCopy } from './live-board-copy.ts';
import { holdWord, partyLines } from './live-board-words.ts';
import { LiveLine } from './LiveLine.tsx';
import { troubleLine } from './quality-words.ts';
import { type RingCopy, ringCopy } from './ring-copy.ts';
import { SuperviseButtons } from './SuperviseButtons.tsx';
import { useCallerName } from './use-caller-name.ts';

const { lanes: copy } = callingCopy;

/** A call that somebody has: with whom, on hold or not, and who else is in it. */
export const ActiveCall = memo(function ActiveCall({ card }: { card: CallCard }) {
  const memberId = useCallingState((state) => state.me?.id);
  const ring = useCopy(ringCopy);
  const room = useCopy(liveBoardCopy);
  const name = useCallerName(card);
  const agent = card.agent;
  const who = card.forwardedTo && !agent ? mobileWords(card, ring) : whoHas(card, memberId);
  const hold = card.room?.hold ?? null;
  return (
    <>
      <LiveLine
        mark={<Avatar name={agent?.name ?? ''} />}
        name={name}
        place={[who, lineName(card)].filter(Boolean).join(', ')}
        since={laneSince(card)}
      />
      {hold ? (
        <HoldLine
          words={holdWord(hold, memberId, room)}
          label={room.holdTimer(name)}
          since={hold.since}
        />
      ) : null}
      {(card.quality ?? []).map((trouble) => (
        <p
          key={trouble.member.id}
          className="mt-1 flex items-center gap-1.5 pl-8.5 text-small text-warning-text"
        >
          <SignalLow className="size-3.5 shrink-0" aria-hidden="true" />
          <span className="min-w-0 truncate">{troubleLine(trouble, card, memberId)}</span>
        </p>
      ))}
      {partyLines(card, memberId, room).map(({ number, text, isSupervisor }) => {
        const Icon = isSupervisor ? Ear : UsersRound;
        return (
          <p key={number} className="mt-1 flex items-center gap-1.5 pl-8.5 text-small text-muted">
            <Icon className="size-3.5 shrink-0" aria-hidden="true" />
            <span className="min-w-0 truncate">{text}</span>
          </p>
        );
      })}
      <SuperviseButtons card={card} />
    </>
  );
});

function HoldLine({ words, label, since }: { words: string; label: string; since: string }) {
  const seconds = useSecondsSince(since);
  return (
    <p className="mt-1 flex gap-1.5 pl-8.5 text-small text-warning-text">
      <span className="min-w-0 truncate">{words}</span>
      <Timer label={label} seconds={seconds} />
    </p>
  );
}

function whoHas(card: CallCard, memberId: string | undefined): string {
  const { agent } = card;
  if (!agent) return copy.connecting;
  const isMine = agent.id === memberId;
  if (isOnItsWay(card) && card.ai) return isMine ? copy.youTakeOver : copy.takesOver(agent.name);
  if (card.direction === 'outbound' && card.answeredAt === null) {
    return isMine ? copy.youCall : copy.calling(agent.name);
  }
  return isMine ? copy.withYou : copy.with(agent.name);
}

function mobileWords(card: CallCard, ring: RingCopy): string {
  const number = card.forwardedTo ?? '';
  return card.status === 'active' ? ring.withMobile(number) : ring.forwarded(number);
}
