import { useEffect, useRef, useState } from 'react';
import { ringingForMe } from '@/calling/selectors.ts';
import { useCalling, useCallingState } from '@/calling/use-calling.ts';
import { CallForm } from './CallForm.tsx';
import { callingCopy as copy } from './calling-copy.ts';
import { FinishedCall } from './FinishedCall.tsx';
import { HandedCall } from './HandedCall.tsx';
import { OwnCallCard } from './OwnCallCard.tsx';
import { PhoneCardTop } from './PhoneCardTop.tsx';
import { SlimCall, SlimReady } from './SlimBar.tsx';
import { SupervisionCard } from './SupervisionCard.tsx';
import { useIsCramped } from './use-is-cramped.ts';
import { type OwnCallView, useOwnCall } from './use-own-call.ts';

const card =
  'arrive max-h-[calc(100dvh-5rem)] overflow-y-auto rounded-float bg-raised shadow-float';

/**
 * The softphone: one card at bottom right over every page. It prepares a call, carries it and says
 * how it went; its parts keep their places. It is a dialog that takes nothing away from the page.
 */
export function UnifiedCallManager() {
  const dialog = useCallingState((state) => state.dialog);
  const finished = useCallingState((state) => state.finished);
  const handed = useCallingState((state) =>
    state.handed ? state.cards[state.handed.callId] : undefined,
  );
  const call = useOwnCall();
  const isRinging = useCallingState((state) => ringingForMe(state).length > 0);
  const isCramped = useIsCramped();
  // Where there is no room for both, the ring comes first; mute and end stay at hand.
  const isMinimised = dialog.isMinimised || (isCramped && isRinging);
  if (call) return <CallDialog call={call} isMinimised={isMinimised} />;
  if (finished) {
    return (
      <section role="dialog" tabIndex={-1} aria-label={copy.dialog.name} className={card}>
        <FinishedCall finished={finished} />
      </section>
    );
  }
  if (handed) {
    return (
      <section role="dialog" tabIndex={-1} aria-label={copy.dialog.name} className={card}>
        <HandedCall card={handed} />
      </section>
    );
  }
  if (dialog.isOpen) return <FormDialog />;
  return isRinging ? null : <SlimReady />;
}

function CallDialog({ call, isMinimised }: { call: OwnCallView; isMinimised: boolean }) {
  const isSupervising = useCallingState((state) => state.own?.isSupervising ?? false);
  if (isSupervising) {
    return (
      <section role="dialog" tabIndex={-1} aria-label={copy.dialog.name} className={card}>
        <SupervisionCard call={call} />
      </section>
    );
  }
  return (
    <section
      role="dialog"
      tabIndex={-1}
      aria-label={copy.dialog.name}
      className={isMinimised ? undefined : card}
    >
      {isMinimised ? <SlimCall call={call} /> : <OwnCallCard call={call} />}
    </section>
  );
}

function FormDialog() {
  const calling = useCalling();
  // Read while rendering: the field inside takes the focus before this effect runs.
  const [opener] = useState(() => document.activeElement);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    const dialog = section.current;
    return () => {
      // Back to the button that opened it, unless the person has gone elsewhere meanwhile.
      const isFocusLost =
        document.activeElement === document.body || dialog?.contains(document.activeElement);
      if (isFocusLost && opener instanceof HTMLElement) opener.focus();
    };
  }, [opener]);
  useEffect(() => {
    const dialog = section.current;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') calling.closeDialog();
    };
    dialog?.addEventListener('keydown', onKeyDown);
    return () => dialog?.removeEventListener('keydown', onKeyDown);
  }, [calling]);
  return (
    <section ref={section} role="dialog" aria-label={copy.dialog.name} className={card}>
      <PhoneCardTop onMinimise={() => calling.closeDialog()} />
      <CallForm />
    </section>
  );
}
