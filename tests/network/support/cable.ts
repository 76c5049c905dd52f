import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('cable.pl', import.meta.url));

export interface Cable {
  set(delayMs: number, lossPercent: number): void;
  pull(): Promise<void>;
}

/** Two interfaces, each of which gets what is sent into the other one. */
export async function startCable(here: string, there: string): Promise<Cable> {
  const perl = spawn('perl', [SCRIPT, here, there], { stdio: ['pipe', 'pipe', 'pipe'] });
  let complaint = '';
  perl.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
  const ended = once(perl, 'exit');
  const isReady = await Promise.race([
    once(perl.stdout, 'data').then(() => true),
    ended.then(() => false),
  ]);
  if (!isReady) {
    throw new Error(
      `The network tests need a TUN device (/dev/net/tun; in a container: --device /dev/net/tun ` +
        `--cap-add NET_ADMIN): ${complaint}`,
    );
  }
  return {
    set: (delayMs, lossPercent) => void perl.stdin.write(`${delayMs} ${lossPercent}\n`),
    async pull() {
      perl.stdin.end();
      await ended;
    },
  };
}
