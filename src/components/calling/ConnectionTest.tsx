import { useState } from 'react';
import type { NetworkQuality } from '@/calling/ports.ts';
import { useCalling } from '@/calling/use-calling.ts';
import { Button } from '@/components/ui/Button.tsx';
import { lineCopy as copy } from './line-copy.ts';

/** Five seconds of a call to nobody, before the call that counts. */
export function ConnectionTest() {
  const calling = useCalling();
  const [isRunning, setIsRunning] = useState(false);
  const [verdict, setVerdict] = useState<NetworkQuality['verdict'] | null>(null);
  const run = async () => {
    setVerdict(null);
    setIsRunning(true);
    const { verdict: measured } = await calling
      .measureNetwork()
      .catch((): Pick<NetworkQuality, 'verdict'> => ({ verdict: 'unknown' }));
    setIsRunning(false);
    setVerdict(measured);
  };
  return (
    <>
      <Button
        aria-disabled={isRunning || undefined}
        onClick={() => {
          if (!isRunning) void run();
        }}
      >
        {copy.connectionTest}
      </Button>
      <p role="status" className="text-small text-muted">
        {isRunning ? copy.connectionRuns : verdict ? copy.connectionVerdict[verdict] : null}
      </p>
    </>
  );
}
