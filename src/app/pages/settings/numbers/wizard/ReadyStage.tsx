import { Phone, Smartphone } from 'lucide-react';
import { useCalling } from '@/calling/use-calling.ts';
import { Button, buttonStyle } from '@/components/ui/Button.tsx';
import { useCopy } from '@/lib/language.ts';
import type { NumberOverview } from '@core/contracts/number-setup.ts';
import { stepCopy } from './step-copy.ts';
import { wizardCopy } from './wizard-copy.ts';

export interface ReadyStageProps {
  number: NumberOverview;
  onDone: () => void;
}

/** The number works: a call in and a call out are one press away. */
export function ReadyStage({ number, onDone }: ReadyStageProps) {
  const copy = useCopy(wizardCopy).ready;
  const { codes } = useCopy(stepCopy);
  const calling = useCalling();
  const reservations = number.setup?.steps.flatMap(({ code }) => (code ? [code] : [])) ?? [];
  return (
    <div className="grid gap-4">
      <p className="text-muted">{copy.text}</p>
      {reservations.map((code) => (
        <p key={code} className="text-small text-warning-text">
          {codes[code]}
        </p>
      ))}
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-muted">{copy.tryIt}</span>
        <a href={`tel:${number.phone_number}`} className={buttonStyle()}>
          <Smartphone aria-hidden="true" />
          {copy.callIn}
        </a>
        <Button onClick={() => calling.openDialog()}>
          <Phone aria-hidden="true" />
          {copy.callOut}
        </Button>
        <Button variant="primary" onClick={onDone}>
          {copy.done}
        </Button>
      </div>
    </div>
  );
}
