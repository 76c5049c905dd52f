import { PhoneIncoming } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { activeCalls, aiCalls, isOnItsWay, ringingCalls } from '@/calling/selectors.ts';
import { useCalling, useCallingState } from '@/calling/use-calling.ts';
import { Avatar } from '@/components/ui/Avatar.tsx';
import { Button } from '@/components/ui/Button.tsx';
import { useCopy } from '@/lib/language.ts';
import type { CallCard } from '@core/contracts/call-card.ts';
import { SendToAiButton } from './AiButtons.tsx';
import { AiCall } from './AiCall.tsx';
import { callingCopy } from './calling-copy.ts';
import { ErrorNote } from './ErrorNote.tsx';
import { lineName } from './line-name.ts';
import { LiveLine } from './LiveLine.tsx';
import { type RingCopy, ringCopy } from './ring-copy.ts';
import { RingsAt } from './RingsAt.tsx';
import { TranscriptDialog } from './TranscriptDialog.tsx';
import { useCallerName } from './use-caller-name.ts';

const { lanes: copy, incoming } = callingCopy;

/** What goes on at this moment: who rings, who talks, what the AI handles. */
export function LiveLanes() {
  const ringing = useCallingState(useShallow(ringingCalls));
  const active = useCallingState(useShallow(activeCalls));
  return (
    <div
      role="group"
      aria-label={copy.label}
      className="grid border-y border-line desk:grid-cols-[1fr_1fr_1.24fr] desk:divide-x desk:divide-line"
    >
      <Lane title={copy.ringing} count={ringing.length} empty={copy.noneRinging}>
        {ringing.map((card) => (
          <RingingCall key={card.id} card={card} />
        ))}
      </Lane>
      <Lane title={copy.active} count={active.length} empty={copy.noneActive}>
        {active.map((card) => (
          <ActiveCall key={card.id} card={card} />
        ))}
      </Lane>
      <AiLane />
    </div>
  );
}

/** The transcript that is open outlives the call, so that nobody loses the line they read. */
function AiLane() {
  const calls = useCallingState(useShallow(aiCalls));
  const [openId, setOpenId] = useState<string | null>(null);
  const open = useCallingState((state) => (openId ? state.cards[openId] : undefined));
  return (
    <>
      <Lane title={copy.ai} count={calls.length} empty={copy.noneAi}>
        {calls.map((card) => (
          <AiCall key={card.id} card={card} onOpen={() => setOpenId(card.id)} />
        ))}
      </Lane>
      {open ? <TranscriptDialog card={open} isOpen onOpenChange={() => setOpenId(null)} /> : null}
    </>
  );
}

interface LaneProps {
  title: string;
  count: number;
  empty: string;
  children: ReactNode;
}

function Lane({ title, count, empty, children }: LaneProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="min-w-0 border-t border-line px-4 pt-3 pb-2 first:border-t-0 desk:border-t-0 desk:first:pl-6"
    >
      <h2 id={id} className="mb-1 flex h-6 items-center text-body">
        {title}
        {count > 0 ? (
          <span className="ml-1 font-normal text-faint tabular-nums">{count}</span>
        ) : null}
      </h2>
      {count === 0 ? (
        <p className="pb-2 text-small text-faint">{empty}</p>
      ) : (
        <ul className="divide-y divide-line">{children}</ul>
      )}
    </section>
  );
}

function RingingCall({ card }: { card: CallCard }) {
  const calling = useCalling();
  const isBusy = useCallingState((state) => state.own !== null);
  const error = useCallingState((state) => state.popupErrors[card.id]);
  const name = useCallerName(card);
  return (
    <li className="py-2">
      <LiveLine
        mark={
          <span className="grid size-7 shrink-0 ring-pulse place-items-center rounded-full bg-success-soft text-success-text">
            <PhoneIncoming className="size-3.5" aria-hidden="true" />
          </span>
        }
        name={name}
        place={card.client ? lineName(card) : `${incoming.unknown}, ${lineName(card)}`}
        since={card.startedAt}
      />
      <RingsAt card={card} />
      <div className="mt-2 flex gap-1.5 [&>*]:flex-1 desk:[&>*]:flex-none">
        <Button
          variant="go"
          size="sm"
          disabled={isBusy}
          aria-label={incoming.acceptNamed(name)}
          onClick={() => void calling.accept(card.id)}
        >
          {incoming.accept}
        </Button>
        <SendToAiButton card={card} />
      </div>
      {error ? <ErrorNote error={error} /> : null}
    </li>
  );
}

function ActiveCall({ card }: { card: CallCard }) {
  const memberId = useCallingState((state) => state.me?.id);
  const ring = useCopy(ringCopy);
  const name = useCallerName(card);
  const agent = card.agent;
  const who = card.forwardedTo && !agent ? mobileWords(card, ring) : whoHas(card, memberId);
  return (
    <li className="py-2">
      <LiveLine
        mark={<Avatar name={agent?.name ?? ''} />}
        name={name}
        place={[who, lineName(card)].filter(Boolean).join(', ')}
        since={card.answeredAt ?? card.startedAt}
      />
    </li>
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
