import { readFile } from 'node:fs/promises';
import postgres from 'postgres';

/** One assertion of a pgTAP file. */
export interface TapAssertion {
  title: string;
  ok: boolean;
  /** The lines that explain a failure. */
  diagnostics: string[];
}

/**
 * Runs a pgTAP file as `supabase test db` would and reads its TAP lines. What is no assertion and
 * still wrong (an SQL error, a plan that was not met) becomes a failed assertion of its own.
 */
export async function runTapFile(url: string, file: string): Promise<TapAssertion[]> {
  const text = await readFile(file, 'utf8');
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    const answer: unknown = await sql.unsafe(text).simple();
    return readTap(linesOf(answer));
  } catch (error) {
    return [{ title: 'runs to its end', ok: false, diagnostics: [explain(error, text)] }];
  } finally {
    await sql.end();
  }
}

/** A simple query answers with one row list, or with a list of them when it has several statements. */
function linesOf(answer: unknown): string[] {
  const lines: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    else if (typeof value === 'string') lines.push(...value.split('\n'));
    else if (typeof value === 'object' && value !== null) visit(Object.values(value));
  };
  visit(answer);
  return lines;
}

/** Reads TAP 12 lines: the plan, the assertions, and the diagnostics below each. */
export function readTap(lines: readonly string[]): TapAssertion[] {
  const assertions: TapAssertion[] = [];
  let planned: number | null = null;
  for (const line of lines) {
    const plan = /^1\.\.(\d+)/.exec(line);
    const result = /^(not )?ok \d+(?: - (.*))?$/.exec(line);
    if (plan) planned = Number(plan[1]);
    else if (result) {
      assertions.push({ title: result[2] ?? '', ok: result[1] === undefined, diagnostics: [] });
    } else if (line.startsWith('#')) assertions.at(-1)?.diagnostics.push(line);
  }
  if (planned !== assertions.length || planned === 0) {
    const found = `planned ${planned ?? 'nothing'}, ran ${assertions.length}`;
    assertions.push({ title: 'runs what it planned', ok: false, diagnostics: [found] });
  }
  return assertions;
}

function explain(error: unknown, text: string): string {
  const { message, position, where } = error as Error & { position?: string; where?: string };
  const line = position ? text.slice(0, Number(position)).split('\n').length : null;
  return [message, line === null ? null : `at line ${line}`, where].filter(Boolean).join('\n');
}
