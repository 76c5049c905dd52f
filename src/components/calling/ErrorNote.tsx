import { CircleAlert } from 'lucide-react';
import type { CallError } from '@/calling/call-state.ts';
import { callErrorCopy } from './call-error-copy.ts';

/** Why it did not work, then what to do. */
export function ErrorNote({ error }: { error: CallError }) {
  const words = callErrorCopy[error.code] ?? callErrorCopy.internal;
  return (
    <div role="alert" className="flex gap-2 bg-danger-soft px-3.5 py-2.5 text-small">
      <CircleAlert className="mt-px text-danger-text" aria-hidden="true" />
      <div>
        <p className="font-strong">{words.title}</p>
        <p>{words.text}</p>
      </div>
    </div>
  );
}
