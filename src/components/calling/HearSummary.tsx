import { Volume2, VolumeX } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import type { CallCard } from '@core/contracts/call-card.ts';
import { aiCallCopy } from './ai-call-copy.ts';

const { summary: copy } = aiCallCopy;
const LOCALES = { en: 'en-CA', fr: 'fr-CA', es: 'es-MX' } as const;

/** Reads aloud why the caller calls, while hands and eyes are elsewhere. Absent without a voice. */
export function HearSummary({ card }: { card: Pick<CallCard, 'summaryLine' | 'ai'> }) {
  const [isSpeaking, setIsSpeaking] = useState(false);
  const text = [card.ai?.wants?.reason, card.summaryLine].filter(Boolean).join('. ');
  // Silent when it goes from the screen, or when it is pressed again.
  useEffect(() => {
    if (!isSpeaking) return undefined;
    return () => window.speechSynthesis.cancel();
  }, [isSpeaking]);
  if (text === '' || typeof window.speechSynthesis === 'undefined') return null;
  /** The text of the press counts: what changes meanwhile is not read on top of it. */
  const speak = () => {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = LOCALES[card.ai?.language ?? 'en'];
    utterance.addEventListener('end', () => setIsSpeaking(false));
    utterance.addEventListener('error', () => setIsSpeaking(false));
    window.speechSynthesis.speak(utterance);
    setIsSpeaking(true);
  };
  const Icon = isSpeaking ? VolumeX : Volume2;
  return (
    <Button variant="ghost" size="sm" onClick={isSpeaking ? () => setIsSpeaking(false) : speak}>
      <Icon aria-hidden="true" />
      {isSpeaking ? copy.stop : copy.hear}
    </Button>
  );
}
