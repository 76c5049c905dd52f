import { Check, X } from 'lucide-react';
import { Chip } from '@/components/ui/Chip.tsx';

/** Whether a test passed. */
export function PassChip({
  passed,
  words,
}: {
  passed: boolean;
  words: { passed: string; failed: string };
}) {
  return passed ? (
    <Chip tone="ok">
      <Check aria-hidden="true" />
      {words.passed}
    </Chip>
  ) : (
    <Chip tone="bad">
      <X aria-hidden="true" />
      {words.failed}
    </Chip>
  );
}
