import { Mic, MicOff, PhoneOff, VolumeX } from 'lucide-react';
import { useCalling, useCallingState } from '@/calling/use-calling.ts';
import { Button } from '@/components/ui/Button.tsx';
import { cn } from '@/lib/cn.ts';
import { callingCopy as copy } from './calling-copy.ts';

/** Why calls cannot be made here and what to do, inside the softphone. Nothing while all is well. */
export function ReadinessNote() {
  const calling = useCalling();
  const phone = useCallingState((state) => state.phone);
  const isBlocked = phone.status === 'blocked';
  if (!isBlocked && phone.status !== 'asking') return null;
  const words = isBlocked
    ? copy.problems[phone.problem]
    : { title: copy.enableCallsTitle, text: copy.enableCallsText, action: copy.enableCalls };
  const Icon = isBlocked ? (phone.problem.startsWith('mic') ? MicOff : PhoneOff) : Mic;
  return (
    <div
      role={isBlocked ? 'alert' : undefined}
      className={cn(
        'flex gap-2 px-3.5 py-2.5 text-small',
        isBlocked
          ? 'bg-danger-soft [&>.lucide]:text-danger-text'
          : 'bg-accent-soft [&>.lucide]:text-accent-text',
      )}
    >
      <Icon className="mt-px" aria-hidden="true" />
      <div>
        <p className="font-strong">{words.title}</p>
        <p>{words.text}</p>
        <Button
          size="sm"
          variant={isBlocked ? 'quiet' : 'primary'}
          className="mt-2.5"
          onClick={() => void calling.enableCalls()}
        >
          {words.action}
        </Button>
      </div>
    </div>
  );
}

/** The one step after sign-in that only the person can take, said where calls will ring. */
export function EnableCallsCard() {
  const isAsking = useCallingState((state) => state.phone.status === 'asking');
  const isFormOpen = useCallingState((state) => state.dialog.isOpen);
  if (!isAsking || isFormOpen) return null;
  return (
    <section
      aria-label={copy.enableCallsTitle}
      className="arrive overflow-clip rounded-float bg-raised shadow-float"
    >
      <ReadinessNote />
    </section>
  );
}

/** Browsers keep a page silent until it was clicked once: said before somebody misses a ring. */
export function SoundBlockedNote() {
  const calling = useCalling();
  const isBlocked = useCallingState((state) => state.soundBlocked);
  if (!isBlocked) return null;
  return (
    <section
      aria-label={copy.sound.title}
      className="flex arrive gap-2 overflow-clip rounded-float bg-warning-soft px-3.5 py-2.5 text-small shadow-float"
    >
      <VolumeX className="mt-px text-warning-text" aria-hidden="true" />
      <div>
        <p className="font-strong">{copy.sound.title}</p>
        <p>{copy.sound.text}</p>
        <Button
          size="sm"
          variant="primary"
          className="mt-2.5"
          onClick={() => void calling.enableRinging()}
        >
          {copy.sound.enable}
        </Button>
      </div>
    </section>
  );
}
