import { X } from 'lucide-react';
import { useState } from 'react';
import type { CallFailure } from '@/calling/ports.ts';
import { firstName } from '@/calling/selectors.ts';
import { useCalling, useCallingState } from '@/calling/use-calling.ts';
import { Button } from '@/components/ui/Button.tsx';
import { DialRefusalNote } from './DialRefusalNote.tsx';
import { roomCopy } from './room-copy.ts';
import { TargetPicker } from './TargetPicker.tsx';
import { isOutOfReach, type TargetOption, useTargetOptions } from './use-target-options.ts';

const { panel: copy } = roomCopy;

type Ask = (target: TargetOption['target'], confirmed: boolean) => Promise<CallFailure | null>;

export interface TargetPanelProps {
  callId: string;
  purpose: 'transfer' | 'add';
  /** The caller, in a status line's words. */
  party: string;
}

/** Whom the call goes to, or who is asked in: found by name or number, then one of two ways. */
export function TargetPanel({ callId, purpose, party }: TargetPanelProps) {
  const calling = useCalling();
  const [search, setSearch] = useState('');
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [question, setQuestion] = useState<{ country?: string; ask: Ask } | null>(null);
  const isUnderWay = useCallingState((state) => state.underWay[callId] !== undefined);
  const options = useTargetOptions(search);
  const within = options.filter((option) => !isOutOfReach(option));
  // With something typed the first that fits is meant, until another is chosen. Where that one cannot
  // be reached, nobody is: Enter must not send a caller to whoever comes next.
  const first = search.trim() === '' || options[0] !== within[0] ? null : (within[0] ?? null);
  const chosen = within.find(({ id }) => id === chosenId) ?? first;
  const close = () => calling.togglePanel(purpose);

  const run = async (ask: Ask, confirmed = false) => {
    if (!chosen || isUnderWay) return;
    const failure = await ask(chosen.target, confirmed);
    if (failure?.code === 'confirm_destination') {
      setQuestion({ ask, ...(failure.country ? { country: failure.country } : {}) });
    } else if (!failure) {
      close();
    }
  };
  const talkFirst: Ask = (target, confirmed) =>
    calling.transfer(callId, target, { mode: 'attended', confirmed });
  const sendNow: Ask = (target, confirmed) =>
    calling.transfer(callId, target, { mode: 'blind', confirmed });
  const addNow: Ask = (target, confirmed) => calling.addPerson(callId, target, { confirmed });
  const main = purpose === 'transfer' ? talkFirst : addNow;
  const isOff = !chosen || isUnderWay;
  return (
    <section className="border-t border-line px-3 pt-2 pb-3" aria-label={titleOf(purpose)}>
      <div className="flex h-7 items-center text-small font-medium text-muted">
        {titleOf(purpose)}
        <Button
          variant="ghost"
          size="sm"
          iconOnly
          className="ml-auto"
          aria-label={copy.close}
          onClick={close}
        >
          <X aria-hidden="true" />
        </Button>
      </div>
      {question ? (
        <DialRefusalNote
          refusal="confirm_destination"
          country={question.country}
          onConfirm={() => {
            setQuestion(null);
            void run(question.ask, true);
          }}
          onChangeNumber={() => setQuestion(null)}
        />
      ) : null}
      <TargetPicker
        search={search}
        onSearch={(text) => {
          setSearch(text);
          setChosenId(null);
        }}
        options={options}
        chosen={chosen}
        onChoose={({ id }) => setChosenId(id)}
        onEnter={() => void run(main)}
        onEscape={close}
      />
      {purpose === 'transfer' ? (
        <div className="grid grid-cols-2 gap-2">
          <Button variant="primary" size="lg" disabled={isOff} onClick={() => void run(talkFirst)}>
            {copy.talkFirst}
          </Button>
          <Button size="lg" disabled={isOff} onClick={() => void run(sendNow)}>
            {copy.sendNow}
          </Button>
        </div>
      ) : (
        <Button
          variant="primary"
          size="lg"
          isFull
          disabled={isOff}
          onClick={() => void run(addNow)}
        >
          {copy.addNow}
        </Button>
      )}
      <p className="pt-2 text-small text-muted">{hint(purpose, party, chosen)}</p>
    </section>
  );
}

function titleOf(purpose: TargetPanelProps['purpose']): string {
  return purpose === 'transfer' ? copy.transferTo : copy.add;
}

function hint(
  purpose: TargetPanelProps['purpose'],
  party: string,
  chosen: TargetOption | null,
): string {
  if (!chosen) return copy.chooseHint;
  const who = firstName(chosen.name);
  return purpose === 'transfer' ? copy.talkFirstHint(party, who) : copy.addHint(who);
}
