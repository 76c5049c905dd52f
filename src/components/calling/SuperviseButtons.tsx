import { Ear, MessageCircle, UserPlus } from 'lucide-react';
import type { Supervision } from '@/calling/ports.ts';
import { firstName } from '@/calling/selectors.ts';
import { useCalling, useCallingState } from '@/calling/use-calling.ts';
import { Button } from '@/components/ui/Button.tsx';
import type { CallCard } from '@core/contracts/call-card.ts';
import { roomCopy } from './room-copy.ts';

const { supervision: copy } = roomCopy;

/** For owners and admins: into a colleague's call, unheard, heard by the agent alone, or by all. */
export function SuperviseButtons({ card }: { card: CallCard }) {
  const calling = useCalling();
  const me = useCallingState((state) => state.me);
  const isBusy = useCallingState((state) => state.own !== null);
  const { agent } = card;
  const isTalk = card.status === 'active' && agent !== null && agent.id !== me?.id;
  const isAllowed = me?.role === 'owner' || me?.role === 'admin';
  if (!isTalk || !isAllowed) return null;
  const who = firstName(agent.name);
  const start = (mode: Supervision) => () => void calling.supervise(card.id, mode);
  return (
    <div className="mt-2 flex flex-wrap gap-1.5">
      <Button
        size="sm"
        disabled={isBusy}
        aria-label={copy.listenNamed(who)}
        onClick={start('monitor')}
      >
        <Ear aria-hidden="true" />
        {copy.listen}
      </Button>
      <Button
        size="sm"
        disabled={isBusy}
        aria-label={copy.whisperNamed(who)}
        onClick={start('whisper')}
      >
        <MessageCircle aria-hidden="true" />
        {copy.whisper}
      </Button>
      <Button size="sm" disabled={isBusy} aria-label={copy.joinNamed(who)} onClick={start('barge')}>
        <UserPlus aria-hidden="true" />
        {copy.join}
      </Button>
    </div>
  );
}
