import { CircleCheck } from 'lucide-react';
import { useRef, useState } from 'react';
import { Segmented } from '@/components/ui/Segmented.tsx';
import { cn } from '@/lib/cn.ts';
import { GREETING_VARIABLES } from '@core/ai-variables.ts';
import { type AiLanguage, DEFAULT_AI_PROFILE } from '@core/contracts/ai-profile.ts';
import { aiCopy, languageNames } from './ai-copy.ts';
import { greetingParts, secondsToSay } from './greeting.ts';
import { TextArea } from './TextArea.tsx';
import type { ProfileForm } from './use-profile-form.ts';

const { profile: copy } = aiCopy;
const LONG_GREETING_SECONDS = 12;

/** What it says first, a text per language, with what the server fills in. */
export function GreetingField({ form }: { form: ProfileForm }) {
  const { languages, greetings } = form.profile;
  const [chosen, setChosen] = useState<AiLanguage>(languages[0] ?? 'en');
  const textarea = useRef<HTMLTextAreaElement>(null);
  const language = languages.includes(chosen) ? chosen : (languages[0] ?? 'en');
  const greeting = greetings[language] ?? '';
  const problem = form.problemOf(`greetings.${language}`);
  const write = (text: string) => form.change({ greetings: { ...greetings, [language]: text } });

  const insert = (variable: string) => {
    const at = textarea.current?.selectionStart ?? greeting.length;
    const end = textarea.current?.selectionEnd ?? at;
    write(`${greeting.slice(0, at)}{{${variable}}}${greeting.slice(end)}`);
    textarea.current?.focus();
  };

  return (
    <div className="grid gap-2">
      <TextArea
        ref={textarea}
        label={languages.length > 1 ? copy.greetingIn(languageNames[language]) : copy.greeting}
        lang={language}
        rows={2}
        maxLength={600}
        value={greeting}
        placeholder={DEFAULT_AI_PROFILE.greetings[language]}
        disabled={form.isReadOnly}
        error={problem}
        onChange={(event) => write(event.target.value)}
        aside={
          languages.length > 1 ? (
            <Segmented
              label={copy.greetingLanguage}
              value={language}
              options={languages.map((value) => ({ value, label: languageNames[value] }))}
              onChange={setChosen}
            />
          ) : null
        }
      />
      {form.isReadOnly ? null : <VariableButtons onInsert={insert} />}
      <Preview
        form={form}
        language={language}
        greeting={greeting.trim() || (DEFAULT_AI_PROFILE.greetings[language] ?? '')}
        isSound={!problem}
      />
    </div>
  );
}

function VariableButtons({ onInsert }: { onInsert: (variable: string) => void }) {
  return (
    <div className="flex flex-wrap gap-1.5">
      {GREETING_VARIABLES.map((variable) => (
        <button
          key={variable}
          type="button"
          aria-label={copy.insert(copy.variables[variable] ?? variable)}
          onClick={() => onInsert(variable)}
          className="hit-area inline-flex h-9 items-center rounded-chip px-2 text-small font-medium text-accent-text inset-ring inset-ring-accent-line hover:bg-accent-soft desk:h-6 desk:text-2xs"
        >
          {copy.variables[variable] ?? variable}
        </button>
      ))}
    </div>
  );
}

interface PreviewProps {
  form: ProfileForm;
  language: AiLanguage;
  greeting: string;
  isSound: boolean;
}

function Preview({ form, language, greeting, isSound }: PreviewProps) {
  const values = form.greetingValues(language);
  const seconds = secondsToSay(greeting, values);
  return (
    <div className="grid gap-1.5">
      <p className="border-l-2 border-line-strong pl-2.5 text-muted">
        <span className="sr-only">{copy.hears} </span>
        <span lang={language}>
          {greetingParts(greeting, values).map((part, index) => (
            <span
              // A part has no identity but its place.
              key={`${index}${part.text}`}
              className={cn(
                part.kind !== 'text' &&
                  'rounded-[4px] bg-accent-soft [box-decoration-break:clone] px-1 font-medium text-accent-text',
                part.kind === 'unknown' && 'bg-danger-soft text-danger-text',
              )}
            >
              {part.text}
            </span>
          ))}
        </span>
      </p>
      {isSound ? (
        <p className="flex gap-1.5 text-small text-faint">
          <CircleCheck className="mt-px size-3.5 text-success-text" aria-hidden="true" />
          <span>
            {copy.saysAi(seconds)} {seconds > LONG_GREETING_SECONDS ? copy.long : ''}
          </span>
        </p>
      ) : null}
    </div>
  );
}
