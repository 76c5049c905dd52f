import { Check, ExternalLink, TriangleAlert } from 'lucide-react';
import { Button } from '@/components/ui/Button.tsx';
import { Chip } from '@/components/ui/Chip.tsx';
import { Skeleton } from '@/components/ui/Skeleton.tsx';
import { useTelnyxAccount } from '@/data/number-setup.queries.ts';
import { useCopy } from '@/lib/language.ts';
import type { AccountAnswer, AccountHint } from '@core/contracts/number-setup.ts';
import { displayNumber } from '@core/e164.ts';
import { Group } from '../ai/Group.tsx';
import { accountCopy } from './wizard/account-copy.ts';
import { HINT_URLS } from './wizard/portal.ts';
import { priceText } from './wizard/price.ts';
import { problemWords } from './wizard/problem-words.ts';

/** What Telnyx still wants from the owner: done there, explained here. */
export function AccountHints() {
  const copy = useCopy(accountCopy);
  const account = useTelnyxAccount({ enabled: true });
  return (
    <Group title={copy.title} text={copy.text} isList>
      {account.isPending ? (
        <div role="status" aria-label={copy.loading} className="grid gap-3 py-3">
          <Skeleton className="w-64" />
          <Skeleton className="w-56" />
        </div>
      ) : null}
      {account.isError ? (
        <p role="status" className="flex flex-wrap items-center gap-2 py-2 text-warning-text">
          {copy.failed} {problemWords(account.error)}
          <Button size="sm" onClick={() => void account.refetch()}>
            {copy.retry}
          </Button>
        </p>
      ) : null}
      {account.data ? (
        <ul className="border-t border-line">
          {inOrder(account.data.hints).map((hint) => (
            <HintLine key={hint.code} hint={hint} balance={account.data.balance} />
          ))}
        </ul>
      ) : null}
    </Group>
  );
}

const ORDER: readonly AccountHint['state'][] = ['needed', 'unknown', 'done'];

/** What must be done comes first. */
function inOrder(hints: readonly AccountHint[]): AccountHint[] {
  return hints.toSorted((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state));
}

interface HintLineProps {
  hint: AccountHint;
  balance: AccountAnswer['balance'];
}

/** A number that no end of line parts. */
const unbroken = (number: string) => displayNumber(number).replaceAll(' ', '\u00A0');

function HintLine({ hint, balance }: HintLineProps) {
  const copy = useCopy(accountCopy);
  const { title, text, link } = copy.hints[hint.code];
  const numbers = hint.phone_numbers.map(unbroken).join(', ');
  const more = [
    hint.code === 'add_funds' && balance
      ? copy.balance(priceText(balance.amount, balance.currency))
      : '',
    numbers ? copy.concerns(numbers) : '',
  ].filter(Boolean);
  return (
    <li className="grid gap-1 border-b border-line py-3 last:border-0 last:pb-0">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">{title}</span>
        <HintState state={hint.state} />
      </div>
      <p className="max-w-176 text-small text-muted">{[text, ...more].join(' ')}</p>
      {hint.state === 'done' ? null : (
        <p>
          <a
            href={HINT_URLS[hint.code]}
            target="_blank"
            rel="noreferrer"
            className="hit-area inline-flex items-center gap-1 text-small font-medium text-accent-text hover:underline"
          >
            {link}
            <span className="sr-only">{copy.opens}</span>
            <ExternalLink className="size-3" aria-hidden="true" />
          </a>
        </p>
      )}
    </li>
  );
}

function HintState({ state }: { state: AccountHint['state'] }) {
  const copy = useCopy(accountCopy);
  switch (state) {
    case 'needed':
      return (
        <Chip tone="warn">
          <TriangleAlert aria-hidden="true" />
          {copy.needed}
        </Chip>
      );
    case 'done':
      return (
        <Chip tone="ok">
          <Check aria-hidden="true" />
          {copy.done}
        </Chip>
      );
    case 'unknown':
      return <Chip>{copy.lookThere}</Chip>;
  }
}
