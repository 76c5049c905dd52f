import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { Chip } from '@/components/ui/Chip.tsx';
import { type AiLanguage, DEFAULT_AI_PROFILE } from '@core/contracts/ai-profile.ts';
import { ChatLog } from './ChatLog.tsx';
import { spokenGreeting } from './greeting.ts';
import { testCopy as copy } from './test-copy.ts';
import { TestInput } from './TestInput.tsx';
import { TestOptions } from './TestOptions.tsx';
import type { ProfileForm } from './use-profile-form.ts';
import { type ChatOptions, type Measured, useTestChat } from './use-test-chat.ts';

export interface TestPanelProps {
  form: ProfileForm;
  hasProblems: boolean;
  /** The business's, IANA. */
  timeZone: string;
  /** Saves what is being edited, so that it is what answers. */
  saveDraft: () => Promise<void>;
}

/** A conversation with the dispatcher as it is being edited, without a telephone. */
export function TestPanel({ form, hasProblems, timeZone, saveDraft }: TestPanelProps) {
  const { languages, greetings } = form.profile;
  const [options, setOptions] = useState<ChatOptions>({
    language: languages[0] ?? 'en',
    callerNumber: null,
    isForReal: false,
  });
  const language: AiLanguage = languages.includes(options.language)
    ? options.language
    : (languages[0] ?? 'en');
  const chat = useTestChat({ ...options, language }, saveDraft);
  const written = greetings[language]?.trim() || (DEFAULT_AI_PROFILE.greetings[language] ?? '');
  const greeting = spokenGreeting(written, form.greetingValues(language));

  return (
    <aside
      id="try"
      aria-label={copy.panel}
      className="grid scroll-mt-16 grid-rows-[auto_auto_minmax(0,1fr)_auto] wide:sticky wide:top-13 wide:h-[calc(100dvh-5.75rem-var(--dock-h,0px))] wide:min-h-104"
    >
      <header className="flex h-13 items-center gap-2 border-b border-line px-4 desk:px-6 wide:pr-3 wide:pl-5">
        <h3 className="text-md desk:text-sm">{copy.title}</h3>
        <Chip tone={options.isForReal ? 'warn' : 'plain'}>
          {options.isForReal ? copy.forReal : copy.free}
        </Chip>
        <Button variant="ghost" size="sm" className="ml-auto" onClick={chat.startOver}>
          <RotateCcw aria-hidden="true" />
          {copy.startOver}
        </Button>
      </header>
      <TestOptions
        options={{ ...options, language }}
        languages={languages}
        onChange={(changes) => {
          // Telnyx's conversation keeps what it was begun with.
          chat.startOver();
          setOptions((before) => ({ ...before, ...changes }));
        }}
      />
      <ChatLog
        entries={chat.entries}
        greeting={greeting}
        language={language}
        isBusy={chat.isBusy}
        timeZone={timeZone}
        measured={measuredWords(chat.measured)}
        onRetry={(text) => void chat.say(text)}
      />
      <TestInput
        language={language}
        isBusy={chat.isBusy}
        hasProblems={hasProblems}
        hasStarted={chat.entries.length > 0}
        say={chat.say}
      />
    </aside>
  );
}

function measuredWords({ firstWordsMs, longestSilenceMs }: Measured): string {
  if (firstWordsMs.length === 0) return '';
  const averageMs = firstWordsMs.reduce((sum, ms) => sum + ms, 0) / firstWordsMs.length;
  return copy.measured((averageMs / 1000).toFixed(1), (longestSilenceMs / 1000).toFixed(1));
}
