import { addressesOf, businessNumber, type StartOptions } from './start-options.ts';

/** Prints what a start does, a line per part. */
export interface StartReport {
  part(name: string): void;
  note(message: string): void;
  functionOutput(name: string, line: string): void;
  ready(): void;
}

const signIns = [
  ['owner@maple.test', 'Nora, owner of Maple Plumbing'],
  ['ana@maple.test', 'Ana, agent'],
  ['ben@maple.test', 'Ben, agent'],
  ['dana@harbor.test', 'Dana, Harbor Electric'],
] as const;

/** @param print writes one line */
export function createStartReport(
  options: StartOptions,
  print: (line: string) => void,
): StartReport {
  const startedAtMs = performance.now();
  const elapsed = () => `${Math.round(performance.now() - startedAtMs)} ms`;
  print('Switchboard: a development stack on this machine only (127.0.0.1), not for production.');
  return {
    part: (name) => print(`  up  ${name.padEnd(52)} ${elapsed().padStart(9)}`),
    note: (message) => print(`  --  ${message}`),
    functionOutput: (name, line) => print(`[${name}] ${line}`),
    ready() {
      for (const line of summary(options)) print(line);
      print(`Ready in ${elapsed()}. Ctrl-C stops everything.`);
    },
  };
}

function summary(options: StartOptions): string[] {
  const { app, api, simulator } = addressesOf(options.ports);
  return [
    '',
    ...(options.withApp ? [`  App           ${app}`] : []),
    `  Phone booth   ${simulator}  (play the outside caller)`,
    `  Supabase API  ${api}`,
    `  Mail          ${api}/mail  (invitations and new passwords are caught here)`,
    `  Postgres      postgresql://postgres:postgres@127.0.0.1:${options.ports.database}/postgres`,
    '',
    `  Business number ${businessNumber} (Maple Plumbing)`,
    '  Sign in with the password demo-password as',
    ...signIns.map(([email, who]) => `    ${email.padEnd(18)} ${who}`),
    '',
    options.isEphemeral
      ? '  Data are thrown away at the end.'
      : '  Data are kept in .data; "npm run reset" starts afresh.',
    '',
  ];
}
