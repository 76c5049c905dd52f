import { Check } from 'lucide-react';
import { Chip } from '@/components/ui/Chip.tsx';
import type { AppointmentStatus } from '@/data/appointments.queries.ts';
import { clientCopy } from './copy.ts';

const { status: statusWords } = clientCopy;

const statusTones = {
  confirmed: 'ok',
  unconfirmed: 'warn',
  cancelled: 'plain',
  done: 'ok',
} as const;

/** Whether a visit is certain. */
export function StatusChip({ status }: { status: AppointmentStatus }) {
  return (
    <Chip tone={statusTones[status]}>
      {status === 'confirmed' || status === 'done' ? <Check aria-hidden="true" /> : null}
      {statusWords[status]}
    </Chip>
  );
}
