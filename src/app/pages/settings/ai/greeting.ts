import { GREETING_VARIABLES } from '@core/ai-variables.ts';

/** A stretch of a greeting: as written, or a variable with what stands for it in a preview. */
export interface GreetingPart {
  text: string;
  kind: 'text' | 'variable' | 'unknown';
}

/** What stands for each variable in a preview. */
export type GreetingValues = Record<string, string>;

const VARIABLE = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** Cuts a greeting into text and variables, the latter with an example's values. */
export function greetingParts(greeting: string, values: GreetingValues): GreetingPart[] {
  const parts: GreetingPart[] = [];
  let from = 0;
  for (const match of greeting.matchAll(VARIABLE)) {
    if (match.index > from) parts.push({ text: greeting.slice(from, match.index), kind: 'text' });
    const name = match[1] ?? '';
    const isKnown = GREETING_VARIABLES.includes(name);
    parts.push(
      isKnown
        ? { text: values[name] ?? '', kind: 'variable' }
        : { text: match[0], kind: 'unknown' },
    );
    from = match.index + match[0].length;
  }
  if (from < greeting.length) parts.push({ text: greeting.slice(from), kind: 'text' });
  return parts;
}

/** A greeting as a caller hears it. */
export function spokenGreeting(greeting: string, values: GreetingValues): string {
  return greetingParts(greeting, values)
    .map(({ text }) => text)
    .join('');
}

/** The letters that a voice says in a second, spaces included: 150 words a minute. */
const CHARACTERS_PER_SECOND = 15;

/** About how long a voice takes to say a greeting. */
export function secondsToSay(greeting: string, values: GreetingValues): number {
  const length = spokenGreeting(greeting, values).trim().length;
  return length === 0 ? 0 : Math.max(1, Math.round(length / CHARACTERS_PER_SECOND));
}
