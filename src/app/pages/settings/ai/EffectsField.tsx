import { Plus, X } from 'lucide-react';
import { Button } from '@/components/ui/Button.tsx';
import { fieldLabel } from '@/components/ui/field-style.ts';
import { Select } from '@/components/ui/Select.tsx';
import { TextField } from '@/components/ui/TextField.tsx';
import type { ExpectedEffect } from '@core/contracts/manage-ai.ts';
import { scenarioCopy as copy } from './test-copy.ts';
import { EFFECT_TOOLS, toolName } from './tool-words.ts';

const MOST_EFFECTS = 20;
const outcomes = () =>
  [
    { value: 'done', label: copy.done },
    { value: 'refused', label: copy.refused },
  ] as const;

export interface EffectsFieldProps {
  expected: readonly ExpectedEffect[];
  onChange: (expected: ExpectedEffect[]) => void;
}

/** The effects that a test expects: a tool, whether it is done, and for a booking which service. */
export function EffectsField({ expected, onChange }: EffectsFieldProps) {
  const set = (index: number, effect: ExpectedEffect) =>
    onChange(expected.map((one, at) => (at === index ? effect : one)));
  return (
    <div role="group" aria-label={copy.expected} className="grid gap-2">
      <span aria-hidden="true" className={fieldLabel}>
        {copy.expected}
      </span>
      {expected.length === 0 ? <p className="text-muted">{copy.expectsNothing}.</p> : null}
      {expected.map((effect, index) => (
        // An effect has no identity but its place.
        <EffectLine
          key={`${index}${effect.tool}`}
          effect={effect}
          index={index}
          onChange={(changed) => set(index, changed)}
          onRemove={() => onChange(expected.filter((_one, at) => at !== index))}
        />
      ))}
      {expected.length < MOST_EFFECTS ? (
        <div>
          <Button
            size="sm"
            onClick={() => onChange([...expected, { tool: 'book_visit', ok: true }])}
          >
            <Plus aria-hidden="true" />
            {copy.addEffect}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

interface EffectLineProps {
  effect: ExpectedEffect;
  index: number;
  onChange: (effect: ExpectedEffect) => void;
  onRemove: () => void;
}

function EffectLine({ effect, index, onChange, onRemove }: EffectLineProps) {
  const { tool, ok, service } = effect;
  const tools = EFFECT_TOOLS.some((one) => one === tool) ? EFFECT_TOOLS : [...EFFECT_TOOLS, tool];
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select
        label={copy.effect(index)}
        value={tool}
        options={tools.map((value) => ({ value, label: toolName(value) }))}
        onChange={(next) => onChange({ tool: next, ok })}
      />
      <Select
        label={copy.outcome(index)}
        value={ok ? 'done' : 'refused'}
        options={outcomes()}
        onChange={(outcome) => onChange({ ...effect, ok: outcome === 'done' })}
      />
      {tool === 'book_visit' ? (
        <TextField
          label={copy.service(index)}
          isLabelHidden
          placeholder={copy.servicePlaceholder}
          value={service ?? ''}
          maxLength={200}
          className="min-w-32 flex-1"
          onChange={(event) =>
            onChange({ tool, ok, ...(event.target.value ? { service: event.target.value } : {}) })
          }
        />
      ) : null}
      <Button
        variant="ghost"
        size="sm"
        iconOnly
        aria-label={copy.removeEffect(index)}
        className="ml-auto"
        onClick={onRemove}
      >
        <X aria-hidden="true" />
      </Button>
    </div>
  );
}
