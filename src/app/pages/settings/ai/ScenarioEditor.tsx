import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { DeleteButton } from '@/components/ui/DeleteButton.tsx';
import { TextField } from '@/components/ui/TextField.tsx';
import { useDeleteScenario, useUpdateScenario } from '@/data/ai-dispatcher.queries.ts';
import { showToast } from '@/lib/toast-store.ts';
import type { Scenario } from '@core/contracts/manage-ai.ts';
import { EffectsField } from './EffectsField.tsx';
import { failureText } from './failure-text.ts';
import { LinesField } from './LinesField.tsx';
import { scenarioCopy as copy } from './test-copy.ts';

/** A test's name, the caller's lines and the effects that it expects. */
export function ScenarioEditor({ scenario, onClose }: { scenario: Scenario; onClose: () => void }) {
  const update = useUpdateScenario();
  const [name, setName] = useState(scenario.name);
  const [lines, setLines] = useState(scenario.lines);
  const [expected, setExpected] = useState(scenario.expected);
  const isComplete = name.trim() !== '' && lines.length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isComplete || update.isPending) return;
    update.mutate(
      { id: scenario.id, name: name.trim(), lines, expected },
      {
        onSuccess: onClose,
        onError: (error) => showToast({ text: copy.notSaved(failureText(error)) }),
      },
    );
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <TextField
        label={copy.name}
        value={name}
        maxLength={200}
        error={name.trim() === '' ? copy.nameMissing : undefined}
        onChange={(event) => setName(event.target.value)}
      />
      <LinesField
        label={copy.callerSays}
        hint={copy.callerSaysHint}
        lines={lines}
        error={lines.length === 0 ? copy.linesMissing : undefined}
        onChange={setLines}
      />
      <EffectsField expected={expected} onChange={setExpected} />
      <div className="flex flex-wrap items-center justify-end gap-2">
        <DeleteScenario scenario={scenario} />
        <Button onClick={onClose}>{copy.cancel}</Button>
        <Button type="submit" disabled={!isComplete} aria-busy={update.isPending}>
          {copy.save}
        </Button>
      </div>
    </form>
  );
}

function DeleteScenario({ scenario }: { scenario: Scenario }) {
  const remove = useDeleteScenario();
  return (
    <DeleteButton
      words={{
        remove: copy.remove,
        title: copy.removeTitle(scenario.name),
        text: copy.removeText,
        confirm: copy.removeConfirm,
        cancel: copy.cancel,
      }}
      isPending={remove.isPending}
      onConfirm={(close) =>
        remove.mutate(scenario.id, {
          onError: (error) => showToast({ text: copy.notSaved(failureText(error)) }),
          onSettled: close,
        })
      }
    />
  );
}
