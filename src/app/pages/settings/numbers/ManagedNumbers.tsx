import { Plus } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { usePhoneNumbers } from '@/data/phone-numbers.queries.ts';
import { useCopy } from '@/lib/language.ts';
import type { NumberSetupAnswer } from '@core/contracts/number-setup.ts';
import { frameCopy } from '../frame-copy.ts';
import { SectionPage } from '../SectionPage.tsx';
import { AccountHints } from './AccountHints.tsx';
import { LineTroubles } from './LineTroubles.tsx';
import { numbersCopy } from './numbers-copy.ts';
import { NumbersSection } from './NumbersSection.tsx';
import { TelnyxSection } from './TelnyxSection.tsx';
import { NumberWizard } from './wizard/NumberWizard.tsx';
import { useWizard } from './wizard/use-wizard.ts';

export interface ManagedNumbersProps {
  answer: NumberSetupAnswer;
  /** The server cannot be reached, so the answer is an older one. */
  isLost: boolean;
  /** What stands at the end of the page. */
  children?: ReactNode;
}

/** The page for owners and admins: the wizard, the lines, and what Telnyx still wants. */
export function ManagedNumbers({ answer, isLost, children }: ManagedNumbersProps) {
  const copy = useCopy(numbersCopy);
  const frame = useCopy(frameCopy);
  const lines = usePhoneNumbers();
  const wizard = useWizard(answer);
  const addButton = useRef<HTMLButtonElement>(null);
  const isClosed = wizard.view.kind === 'closed';
  const wasClosed = useRef(isClosed);
  useEffect(() => {
    if (isClosed && !wasClosed.current && document.activeElement === document.body) {
      addButton.current?.focus();
    }
    wasClosed.current = isClosed;
  }, [isClosed]);
  const isFirst = answer.numbers.length === 0;
  return (
    <SectionPage
      title={frame.sections.communications}
      text={copy.text}
      area="numbers"
      isWide
      actions={
        isClosed ? (
          <Button
            ref={addButton}
            variant="primary"
            onClick={() => wizard.change({ stage: 'choose' })}
          >
            <Plus aria-hidden="true" />
            {copy.add}
          </Button>
        ) : null
      }
    >
      <NumberWizard wizard={wizard} isFirst={isFirst} isLost={isLost} />
      {isFirst ? null : (
        <>
          <NumbersSection answer={answer} canChange />
          <LineTroubles answer={answer} isLost={isLost} />
          <AccountHints />
        </>
      )}
      <TelnyxSection lines={lines.data} answer={answer} />
      {children}
    </SectionPage>
  );
}
