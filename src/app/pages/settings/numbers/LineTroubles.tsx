import { useState } from 'react';
import { useCopy } from '@/lib/language.ts';
import type {
  NumberOverview,
  NumberSetup,
  NumberSetupAnswer,
} from '@core/contracts/number-setup.ts';
import { displayNumber } from '@core/e164.ts';
import { Group } from '../ai/Group.tsx';
import { ReleaseDialog } from './ReleaseDialog.tsx';
import { SetupProgress } from './wizard/SetupProgress.tsx';
import { wizardCopy } from './wizard/wizard-copy.ts';

/** Lines that worked once and whose last check found something. */
export function LineTroubles({ answer, isLost }: { answer: NumberSetupAnswer; isLost: boolean }) {
  return answer.numbers.map((number) => {
    const { setup } = number;
    if (!setup || setup.state === 'done' || setup.id === answer.unfinished?.id) return null;
    return (
      <LineTrouble key={number.phone_number_id} number={number} setup={setup} isLost={isLost} />
    );
  });
}

interface LineTroubleProps {
  number: NumberOverview;
  setup: NumberSetup;
  isLost: boolean;
}

function LineTrouble({ number, setup, isLost }: LineTroubleProps) {
  const copy = useCopy(wizardCopy).progress;
  const [isReleasing, setIsReleasing] = useState(false);
  const { phone_number: e164, phone_number_id: id } = number;
  const state = setup.state === 'failed' || setup.state === 'waiting' ? setup.state : 'running';
  return (
    <Group title={copy[state](displayNumber(e164))}>
      <SetupProgress setup={setup} isLost={isLost} onRemove={() => setIsReleasing(true)} />
      <ReleaseDialog
        line={{ id, phoneNumber: e164 }}
        isOpen={isReleasing}
        isGone
        onClose={() => setIsReleasing(false)}
      />
    </Group>
  );
}
