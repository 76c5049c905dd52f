import { Ear, UserMinus } from 'lucide-react';
import type { ReactNode } from 'react';
import { consultation, otherParties, roleIn, supervisors } from '@/calling/room-selectors.ts';
import { firstName, ownCard, partyName } from '@/calling/selectors.ts';
import { useCalling, useCallingState } from '@/calling/use-calling.ts';
import { Avatar } from '@/components/ui/Avatar.tsx';
import { Button } from '@/components/ui/Button.tsx';
import type { CallCard } from '@core/contracts/call-card.ts';
import type { PartyCard } from '@core/contracts/room-card.ts';
import { roomCopy } from './room-copy.ts';
import { consultWords, goneWords, nameOfParty, supervisorWords } from './room-words.ts';
import { SpokenNews } from './SpokenNews.tsx';

const { parties: copy, consult } = roomCopy;

/** Who else is in my call, who is asked, and what I can do about them. */
export function RoomParties() {
  const card = useCallingState(ownCard);
  const isHolder = useCallingState((state) => (card ? roleIn(state, card) === 'holder' : false));
  const me = useCallingState((state) => state.me?.id);
  if (!card) return null;
  const others = otherParties(card).filter(({ member }) => member === null || member.id !== me);
  const watching = supervisors(card).filter(({ member }) => member?.id !== me);
  const asked = isHolder ? consultation(card) : null;
  return (
    <>
      <SpokenNews>
        {watching.map((party) => (
          <p
            key={party.number}
            className="flex items-center gap-1.5 border-t border-line px-3.5 py-2 text-small font-medium"
          >
            <Ear className="size-3.5 text-accent-text" aria-hidden="true" />
            {supervisorWords(party)}
          </p>
        ))}
      </SpokenNews>
      {others.length > 0 ? (
        <ul aria-label={copy.label} className="border-t border-line py-1">
          {isHolder ? null : <Holder card={card} />}
          {others.map((party) => (
            <Party key={party.number} card={card} party={party} canRemove={isHolder} />
          ))}
        </ul>
      ) : null}
      <SpokenNews>
        {isHolder && others.length === 0 ? <LastGone card={card} /> : null}
        {asked ? (
          <p className="border-t border-line px-3 py-2.5 text-small">
            {consultWords(asked, firstName(partyName(card)))}
          </p>
        ) : null}
      </SpokenNews>
      {asked ? <Consultation card={card} party={asked} /> : null}
    </>
  );
}

function Holder({ card }: { card: CallCard }) {
  const { agent } = card;
  if (!agent) return null;
  return <Row name={agent.name} words={copy.holder} />;
}

function Row({ name, words, children }: { name: string; words: string; children?: ReactNode }) {
  return (
    <li className="flex min-h-9 items-center gap-2 px-3.5 text-small">
      <Avatar name={name} />
      <span className="min-w-0 flex-1 truncate">
        <b className="font-medium">{name}</b> <span className="text-muted">{words}</span>
      </span>
      {children}
    </li>
  );
}

interface PartyProps {
  card: CallCard;
  party: PartyCard;
  canRemove: boolean;
}

function Party({ card, party, canRemove }: PartyProps) {
  const calling = useCalling();
  const name = nameOfParty(party);
  return (
    <Row name={name} words={stateWords(party)}>
      {canRemove ? (
        <Button
          variant="ghost"
          size="sm"
          iconOnly
          aria-label={copy.remove(firstName(name))}
          onClick={() => void calling.removeParty(card.id, party.number)}
        >
          <UserMinus aria-hidden="true" />
        </Button>
      ) : null}
    </Row>
  );
}

function stateWords({ status, heldSince }: PartyCard): string {
  if (status === 'ringing') return copy.rings;
  if (status === 'connecting') return copy.connecting;
  return heldSince ? copy.held : copy.joined;
}

/** Whoever did not come: said until something else happens. */
function LastGone({ card }: { card: CallCard }) {
  const words = goneWords(card);
  if (!words) return null;
  return <p className="border-t border-line px-3.5 py-2 text-small text-muted">{words}</p>;
}

/** While I ask somebody about the caller: who hears whom, and the three ways on. */
function Consultation({ card, party }: { card: CallCard; party: PartyCard }) {
  const calling = useCalling();
  const isUnderWay = useCallingState((state) => state.underWay[card.id] !== undefined);
  const isJoined = party.status === 'joined';
  const caller = firstName(partyName(card));
  return (
    <section className="px-3 pb-2.5">
      <div className="grid grid-cols-2 gap-2">
        <Button
          variant="primary"
          className="col-span-2"
          disabled={!isJoined || isUnderWay}
          onClick={() => void calling.completeTransfer(card.id)}
        >
          {consult.complete}
        </Button>
        <Button disabled={!isJoined} onClick={() => void calling.resume(card.id)}>
          {consult.joinAll}
        </Button>
        <Button disabled={isUnderWay} onClick={() => void calling.cancelTransfer(card.id)}>
          {consult.back(caller)}
        </Button>
      </div>
    </section>
  );
}
