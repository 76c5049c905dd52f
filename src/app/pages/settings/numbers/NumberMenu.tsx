import { Ellipsis, RefreshCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { Dialog } from '@/components/ui/Dialog.tsx';
import { Menu, MenuItem } from '@/components/ui/Menu.tsx';
import { useChangeNumbers } from '@/data/number-setup.queries.ts';
import type { PhoneNumber } from '@/data/phone-numbers.queries.ts';
import { useCopy } from '@/lib/language.ts';
import { showToast } from '@/lib/toast-store.ts';
import { displayNumber } from '@core/e164.ts';
import { numbersCopy } from './numbers-copy.ts';
import { ReleaseDialog } from './ReleaseDialog.tsx';
import { MoveWarning } from './wizard/MoveWarning.tsx';
import { problemCode, problemWords } from './wizard/problem-words.ts';
import { wizardCopy } from './wizard/wizard-copy.ts';

/** What else can be done with a line: have it checked, or give it up. */
export function NumberMenu({ line, canCheck }: { line: PhoneNumber; canCheck: boolean }) {
  const copy = useCopy(numbersCopy);
  const { own } = useCopy(wizardCopy);
  const [shown, setShown] = useState<'release' | 'move' | null>(null);
  const checking = useChangeNumbers();
  const number = displayNumber(line.phoneNumber);
  const name = line.label || number;
  const close = () => setShown(null);
  const check = () =>
    checking.mutate(
      { action: 'verify', phone_number_id: line.id },
      {
        onSuccess: ({ numbers }) => {
          const checked = numbers.find(({ phone_number_id: id }) => id === line.id);
          // What is not in order is shown on the page.
          if (checked?.setup?.state === 'done') showToast({ text: copy.checked(name) });
        },
        onError: (error) => {
          if (problemCode(error) === 'points_elsewhere') setShown('move');
          else showToast({ text: problemWords(error), action: { label: copy.retry, run: check } });
        },
      },
    );
  return (
    <>
      <Menu
        trigger={
          <Button
            variant="ghost"
            size="sm"
            iconOnly
            aria-label={copy.more(name)}
            aria-busy={checking.isPending}
          >
            <Ellipsis aria-hidden="true" />
          </Button>
        }
      >
        <MenuItem
          icon={<RefreshCw aria-hidden="true" />}
          disabled={!canCheck || checking.isPending}
          onSelect={check}
        >
          {copy.check}
        </MenuItem>
        <MenuItem icon={<Trash2 aria-hidden="true" />} onSelect={() => setShown('release')}>
          {copy.release}
        </MenuItem>
      </Menu>
      <ReleaseDialog
        key={`release-${shown}`}
        line={line}
        isOpen={shown === 'release'}
        onClose={close}
      />
      <Dialog
        isOpen={shown === 'move'}
        onOpenChange={(isOpen) => (isOpen ? undefined : close())}
        title={own.elsewhereTitle}
        description={number}
        closeLabel={copy.cancel}
      >
        <MoveWarning
          phoneNumber={line.phoneNumber}
          label={line.label}
          onMoved={close}
          onLeave={close}
        />
      </Dialog>
    </>
  );
}
