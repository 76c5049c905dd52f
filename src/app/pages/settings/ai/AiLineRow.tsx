import { useId, useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { fieldLabel } from '@/components/ui/field-style.ts';
import { Select } from '@/components/ui/Select.tsx';
import { Switch } from '@/components/ui/Switch.tsx';
import type { AiLine, AiLineChange } from '@/data/ai-dispatcher-lines.queries.ts';
import { AI_LANGUAGES, AI_MODES } from '@core/contracts/ai-profile.ts';
import { displayNumber } from '@core/e164.ts';
import { aiCopy, languageNames } from './ai-copy.ts';
import { whenWords } from './line-words.ts';
import { NumberField } from './NumberField.tsx';
import { SettingLine } from './SettingLine.tsx';
import { useAiSwitch } from './use-ai-switch.ts';

const { lines: copy } = aiCopy;

/** One number: whether, when and in which language the AI answers on it. */
export function AiLineRow({ line, canSwitch }: { line: AiLine; canSwitch: boolean }) {
  const { change } = useAiSwitch();
  const [isOpen, setIsOpen] = useState(false);
  const nameId = useId();
  const textId = useId();
  const editorId = useId();
  const label = line.label || displayNumber(line.phoneNumber);
  return (
    <li>
      <SettingLine
        name={
          <span id={nameId}>
            {label}{' '}
            {line.label ? (
              <span className="font-normal text-muted lining-nums">
                {displayNumber(line.phoneNumber)}
              </span>
            ) : null}
          </span>
        }
        textId={textId}
        text={
          <>
            {line.isOn ? `${whenWords(line)}, ${copy.answersIn(line.language)}` : copy.off}
            {canSwitch ? null : <span className="sr-only">. {copy.onlyAdmins}</span>}
          </>
        }
      >
        <Button
          variant="ghost"
          size="sm"
          disabled={!canSwitch}
          aria-expanded={isOpen}
          aria-controls={editorId}
          aria-label={isOpen ? copy.hideWhen : `${copy.when}: ${copy.whenOf(label)}`}
          onClick={() => setIsOpen(!isOpen)}
        >
          {isOpen ? copy.hideWhen : copy.when}
        </Button>
        <Switch
          label={copy.switch}
          tone="ai"
          isOn={line.isOn}
          disabled={!canSwitch}
          describedBy={`${nameId} ${textId}`}
          onChange={(isOn) => change(line, { isOn })}
        />
      </SettingLine>
      <div id={editorId} hidden={!isOpen}>
        {isOpen ? (
          <WhenEditor line={line} label={label} onChange={(wanted) => change(line, wanted)} />
        ) : null}
      </div>
    </li>
  );
}

interface WhenEditorProps {
  line: AiLine;
  label: string;
  onChange: (change: AiLineChange) => void;
}

function WhenEditor({ line, label, onChange }: WhenEditorProps) {
  const hasSeconds = line.mode === 'overflow' || line.mode === 'overflow_or_after_hours';
  return (
    <div
      role="group"
      aria-label={copy.whenOf(label)}
      className="grid items-start gap-4 pt-1 pb-4 desk:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)]"
    >
      <div className="grid gap-1.5">
        <span aria-hidden="true" className={fieldLabel}>
          {copy.mode}
        </span>
        <Select
          label={copy.mode}
          appearance="field"
          value={line.mode}
          options={AI_MODES.map((value) => ({ value, label: copy.modes[value] }))}
          onChange={(mode) => onChange({ mode })}
        />
      </div>
      {hasSeconds ? <SecondsField line={line} onChange={onChange} /> : null}
      <div className="grid gap-1.5">
        <span aria-hidden="true" className={fieldLabel}>
          {copy.language}
        </span>
        <Select
          label={copy.language}
          appearance="field"
          value={line.language}
          options={AI_LANGUAGES.map((value) => ({ value, label: languageNames[value] }))}
          onChange={(language) => onChange({ language })}
        />
      </div>
    </div>
  );
}

/** Sent when the field is left: every key typed would be a change of its own. */
function SecondsField({ line, onChange }: Pick<WhenEditorProps, 'line' | 'onChange'>) {
  const [draft, setDraft] = useState<number | null>(null);
  const value = draft ?? line.overflowAfterSeconds;
  const isValid = Number.isInteger(value) && value >= 3 && value <= 120;
  return (
    <div
      onBlur={() => {
        if (!isValid) return;
        setDraft(null);
        if (value !== line.overflowAfterSeconds) onChange({ overflowAfterSeconds: value });
      }}
    >
      <NumberField
        label={copy.seconds}
        min={3}
        max={120}
        value={value}
        error={isValid ? undefined : copy.secondsRange}
        onChange={setDraft}
      />
    </div>
  );
}
