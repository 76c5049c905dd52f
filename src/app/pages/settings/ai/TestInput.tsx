import { ArrowUp, Mic, Square } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { TextField } from '@/components/ui/TextField.tsx';
import type { AiLanguage } from '@core/contracts/ai-profile.ts';
import { canListen } from './speech.ts';
import { testCopy as copy } from './test-copy.ts';
import { useTalk } from './use-talk.ts';

export interface TestInputProps {
  language: AiLanguage;
  isBusy: boolean;
  hasProblems: boolean;
  hasStarted: boolean;
  say: (text: string) => Promise<string | null>;
}

/** What a caller would say: typed, chosen, or spoken where the browser can listen. */
export function TestInput({ language, isBusy, hasProblems, hasStarted, say }: TestInputProps) {
  const [text, setText] = useState('');
  const talk = useTalk(language, say);
  const isBlocked = isBusy || hasProblems || talk.isTalking;
  const send = (line: string) => {
    const spoken = line.trim();
    if (spoken === '' || isBlocked) return;
    setText('');
    void say(spoken);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(text);
  };
  return (
    <div className="grid gap-2.5 px-4 pt-3 pb-5 desk:px-6 wide:px-5">
      {hasProblems ? <p className="text-small text-danger-text">{copy.repair}</p> : null}
      {hasStarted ? null : (
        <div className="flex flex-wrap gap-1.5 max-desk:gap-y-2.5">
          {copy.suggestions[language].map((line) => (
            <button
              key={line}
              type="button"
              lang={language}
              disabled={isBlocked}
              onClick={() => send(line)}
              className="hit-area h-9 rounded-full bg-fill-strong px-2.5 text-small text-muted hover:text-text disabled:text-disabled desk:h-6.5"
            >
              {line}
            </button>
          ))}
        </div>
      )}
      <form onSubmit={submit}>
        <TextField
          label={copy.say}
          isLabelHidden
          placeholder={copy.say}
          value={text}
          maxLength={1_000}
          lang={language}
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
          frameClassName="pr-1 desk:min-h-10"
          trailing={
            <Button type="submit" variant="primary" size="sm" iconOnly aria-label={copy.send}>
              <ArrowUp className="size-3.5" aria-hidden="true" />
            </Button>
          }
        />
      </form>
      {canListen() ? (
        <Button
          isFull
          disabled={hasProblems || (isBusy && !talk.isTalking)}
          onClick={() => (talk.isTalking ? talk.stop() : void talk.start())}
        >
          {talk.isTalking ? <Square aria-hidden="true" /> : <Mic aria-hidden="true" />}
          {talk.isTalking ? copy.stop : copy.talk}
        </Button>
      ) : null}
      <p role="status" className="text-small text-faint empty:hidden">
        {talk.isRefused ? copy.micRefused : talk.isTalking && !isBusy ? copy.listening : ''}
      </p>
    </div>
  );
}
