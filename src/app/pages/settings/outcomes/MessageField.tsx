import { Square, Volume2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { useCopy } from '@/lib/language.ts';
import type { AiLanguage } from '@core/contracts/ai-profile.ts';
import { speak, stopSpeaking } from '../ai/speech.ts';
import { TextArea } from '../ai/TextArea.tsx';
import { outcomeCopy } from './outcome-copy.ts';

const MOST_CHARACTERS = 1_000;

export interface MessageFieldProps {
  value: string;
  /** What is said where nothing is written. */
  standard: string;
  language: AiLanguage;
  disabled: boolean;
  onChange: (text: string) => void;
}

/** What a caller is told before the call ends, with a way to hear it. */
export function MessageField({ value, standard, language, disabled, onChange }: MessageFieldProps) {
  const copy = useCopy(outcomeCopy);
  return (
    <>
      <TextArea
        label={copy.messageLabel}
        lang={language}
        rows={3}
        maxLength={MOST_CHARACTERS}
        value={value}
        placeholder={standard}
        disabled={disabled}
        hint={copy.messageHint}
        onChange={(event) => onChange(event.target.value)}
      />
      <Listen text={value.trim() || standard} language={language} />
    </>
  );
}

function Listen({ text, language }: { text: string; language: AiLanguage }) {
  const copy = useCopy(outcomeCopy);
  const [isSpeaking, setIsSpeaking] = useState(false);
  useEffect(() => stopSpeaking, []);
  const toggle = () => {
    stopSpeaking();
    setIsSpeaking(!isSpeaking);
    if (!isSpeaking) void speak(text, language).then(() => setIsSpeaking(false));
  };
  const Icon = isSpeaking ? Square : Volume2;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button size="sm" aria-pressed={isSpeaking} onClick={toggle}>
        <Icon aria-hidden="true" />
        {isSpeaking ? copy.stop : copy.listen}
      </Button>
      <span className="text-small text-faint">{copy.spokenHere}</span>
    </div>
  );
}
