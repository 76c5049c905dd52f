import { Select } from '@/components/ui/Select.tsx';
import { Switch } from '@/components/ui/Switch.tsx';
import { useClients } from '@/data/clients.queries.ts';
import type { AiLanguage } from '@core/contracts/ai-profile.ts';
import { languageNames } from './ai-copy.ts';
import { testCopy as copy } from './test-copy.ts';
import type { ChatOptions } from './use-test-chat.ts';

const NOBODY = '';

export interface TestOptionsProps {
  options: ChatOptions;
  languages: readonly AiLanguage[];
  onChange: (changes: Partial<ChatOptions>) => void;
}

/** Who calls, in which language, and whether it is for real. A change begins a new conversation. */
export function TestOptions({ options, languages, onChange }: TestOptionsProps) {
  const clients = useClients('');
  const callers = (clients.data?.pages[0] ?? []).flatMap(({ name, phones }) =>
    phones[0] ? [{ value: phones[0].phoneNumber, label: name }] : [],
  );
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-2.5 border-b border-line px-4 py-2.5 desk:px-6 wide:px-5">
      <Select
        label={copy.language}
        value={options.language}
        options={languages.map((value) => ({ value, label: languageNames[value] }))}
        onChange={(language) => onChange({ language })}
      />
      <Select
        label={copy.caller}
        className="min-w-0 flex-1 basis-24"
        value={options.callerNumber ?? NOBODY}
        options={[{ value: NOBODY, label: copy.newCaller }, ...callers]}
        onChange={(number) => onChange({ callerNumber: number === NOBODY ? null : number })}
      />
      <span className="ml-auto flex shrink-0 items-center gap-2.5 text-small text-muted">
        {copy.realSwitch}
        <Switch
          label={copy.realSwitch}
          isOn={options.isForReal}
          onChange={(isForReal) => onChange({ isForReal })}
        />
      </span>
      {options.isForReal ? (
        <p className="basis-full text-small text-warning-text">{copy.realText}.</p>
      ) : null}
    </div>
  );
}
