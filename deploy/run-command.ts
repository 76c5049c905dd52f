import { spawn } from 'node:child_process';

export interface CommandResult {
  /** null: it could not be started, or was ended by a signal. */
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a program without a shell and collects what it prints. */
export function runCommand(
  command: readonly string[],
  options: { cwd: string; env?: Record<string, string>; timeoutMs?: number },
): Promise<CommandResult> {
  const [program = '', ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs ?? 600_000,
    });
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
    child.on('error', (error) =>
      resolve({ code: null, ...output, stderr: output.stderr || error.message }),
    );
    child.on('close', (code) => resolve({ code, ...output }));
  });
}

/** What npx and the Supabase CLI print besides the matter. */
const chatter = /^(npm (warn|notice)|WARN|Target:|Try rerunning)/i;

/** The first line that says what went wrong, for a report. */
export function problemLine(result: CommandResult): string {
  const lines = `${result.stderr}\n${result.stdout}`.split('\n').map((line) => line.trim());
  const line = lines.find((one) => one !== '' && !chatter.test(one));
  return line ?? `ended with code ${result.code}`;
}
