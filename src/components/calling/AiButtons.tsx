import { AudioLines, Hand } from 'lucide-react';
import { partyName } from '@/calling/selectors.ts';
import { useCalling, useCallingState } from '@/calling/use-calling.ts';
import { Button, type ButtonProps } from '@/components/ui/Button.tsx';
import type { CallCard } from '@core/contracts/call-card.ts';
import { aiCallCopy as copy } from './ai-call-copy.ts';

interface CallButtonProps {
  card: CallCard;
  /** `popup`: named by its word alone, since it stands with one call. */
  place?: 'list' | 'popup';
  size?: ButtonProps['size'];
  className?: string;
}

/** Takes the caller from the AI; the sound comes when this browser's leg is up. */
export function TakeOverButton({
  card,
  place = 'list',
  size = 'sm',
  className = '',
}: CallButtonProps) {
  const calling = useCalling();
  return (
    <Button
      variant="ai"
      size={size}
      className={className}
      {...(place === 'list' ? { 'aria-label': copy.takeOverNamed(partyName(card)) } : {})}
      onClick={() => void calling.accept(card.id)}
    >
      <Hand aria-hidden="true" />
      {copy.takeOver}
    </Button>
  );
}

/** Gives a ringing call to the AI. Nothing where the business has none. */
export function SendToAiButton({
  card,
  place = 'list',
  size = 'sm',
  className = '',
}: CallButtonProps) {
  const calling = useCalling();
  const isSent = useCallingState((state) => state.sentToAi[card.id] === true);
  if (!card.aiAvailable || card.status !== 'ringing') return null;
  return (
    <Button
      variant={place === 'popup' ? 'ghost' : 'quiet'}
      size={size}
      className={className}
      disabled={isSent}
      {...(place === 'list' ? { 'aria-label': copy.sendToAiNamed(partyName(card)) } : {})}
      onClick={() => void calling.sendToAi(card.id)}
    >
      <AudioLines aria-hidden="true" />
      {isSent ? copy.sending : copy.sendToAi}
    </Button>
  );
}
