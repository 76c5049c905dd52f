import { useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { Dialog } from '@/components/ui/Dialog.tsx';
import { useMergeClients, useUndoMerge } from '@/data/client-merges.queries.ts';
import { type Client, useClient } from '@/data/client.queries.ts';
import { showToast } from '@/lib/toast-store.ts';
import { displayNumber } from '@core/e164.ts';
import { languageName } from './ClientDetails.tsx';
import { clientCopy } from './copy.ts';
import {
  chosenFacts,
  FACT_NAMES,
  type FactName,
  firstChoice,
  mainNumberOf,
  type MergeChoice,
  type Side,
} from './merge-choice.ts';
import { mergeCopy as copy } from './merge-copy.ts';

const { details } = clientCopy;

/** Two clients side by side, and which facts of them stay when they become one. */
export function MergeDialog({
  client,
  otherId,
  onClose,
}: {
  client: Client;
  otherId: string;
  onClose: () => void;
}) {
  const { data: other } = useClient(otherId);
  if (!other || other.mergedInto !== null) return null;
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={copy.title(other.name)}
      description={copy.text(other.name)}
    >
      <Comparison kept={client} gone={other} onClose={onClose} />
    </Dialog>
  );
}

function Comparison({ kept, gone, onClose }: { kept: Client; gone: Client; onClose: () => void }) {
  const merge = useMergeClients();
  const undo = useUndoMerge();
  const [choice, setChoice] = useState(() => firstChoice(kept));
  const choose = (fact: keyof MergeChoice) => (side: Side) =>
    setChoice({ ...choice, [fact]: side });

  // Promises, not callbacks: the dialog is gone when it is done.
  const undoMerge = (mergeId: string) =>
    void undo.mutateAsync(mergeId).then(
      () => showToast({ text: copy.undone }),
      () => showToast({ text: copy.tooLate }),
    );
  const submit = async () => {
    const { mergeId } = await merge.mutateAsync({
      keptId: kept.id,
      goneId: gone.id,
      facts: chosenFacts(kept, gone, choice),
      mainNumber: mainNumberOf(choice.mainNumber === 'kept' ? kept : gone),
    });
    onClose();
    showToast({
      text: copy.merged(gone.name),
      action: { label: copy.undo, run: () => undoMerge(mergeId) },
    });
  };

  return (
    <div className="grid gap-3">
      {FACT_NAMES.map((fact) => (
        <FactChoice
          key={fact}
          label={details[FACT_LABELS[fact]]}
          values={{ kept: factText(kept, fact), gone: factText(gone, fact) }}
          chosen={choice[fact]}
          onChoose={choose(fact)}
        />
      ))}
      <FactChoice
        label={copy.main}
        values={{ kept: numberText(kept), gone: numberText(gone) }}
        chosen={choice.mainNumber}
        onChoose={choose('mainNumber')}
      />
      {merge.isError ? (
        <p role="alert" className="rounded-card bg-danger-soft p-3 text-small text-danger-text">
          {copy.notMerged}
        </p>
      ) : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{copy.cancel}</Button>
        <Button
          variant="primary"
          aria-busy={merge.isPending}
          onClick={() => void submit().catch(() => undefined)}
        >
          {merge.isPending ? copy.merging : copy.merge}
        </Button>
      </div>
    </div>
  );
}

const FACT_LABELS = {
  name: 'name',
  company: 'company',
  email: 'email',
  address: 'address',
  preferredLanguage: 'language',
  summary: 'summary',
} as const satisfies Record<FactName, keyof typeof details>;

function factText(client: Client, fact: FactName): string {
  const value = fact === 'preferredLanguage' ? languageName(client[fact]) : client[fact];
  return value ?? '';
}

function numberText(client: Client): string {
  const number = mainNumberOf(client);
  return number === null ? '' : displayNumber(number);
}

interface FactChoiceProps {
  label: string;
  values: Record<Side, string>;
  chosen: Side;
  onChoose: (side: Side) => void;
}

/** One fact of both; where they are the same there is nothing to choose. */
function FactChoice({ label, values, chosen, onChoose }: FactChoiceProps) {
  if (values.kept === '' && values.gone === '') return null;
  if (values.kept === values.gone) {
    return (
      <div className="grid gap-0.5">
        <span className="text-small text-muted">{label}</span>
        <span className="break-words">{values.kept}</span>
      </div>
    );
  }
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 text-small text-muted">{label}</legend>
      <div className="grid grid-cols-2 gap-2">
        {(['kept', 'gone'] as const).map((side) => (
          <label
            key={side}
            className="flex min-h-11 items-start gap-2 rounded-control px-2.5 py-2 inset-ring inset-ring-line-strong has-[:checked]:bg-accent-soft has-[:checked]:inset-ring-accent-line has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-focus desk:min-h-9"
          >
            <input
              type="radio"
              name={label}
              checked={chosen === side}
              onChange={() => onChoose(side)}
              className="mt-0.75 accent-(--accent)"
            />
            <span className="min-w-0 break-words">{values[side] || copy.nothing}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
