import { checkProfile } from '@core/ai-profile-check.ts';
import type { AiProfile } from '@core/contracts/ai-profile.ts';
import { problemCopy } from './ai-copy.ts';

/**
 * How many things differ between two profiles, as a person would count them: one per field, per
 * greeting and per rule.
 */
export function countChanges(before: AiProfile, after: AiProfile): number {
  const one = countable(before);
  const other = countable(after);
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (name) => stable(one[name]) !== stable(other[name]),
  ).length;
}

function countable({ greetings, escalations, ...rest }: AiProfile): Record<string, unknown> {
  const parts: Record<string, unknown> = { ...rest };
  for (const [language, text] of Object.entries(greetings)) parts[`greeting:${language}`] = text;
  for (const rule of escalations) parts[`rule:${rule.id}`] = rule;
  return parts;
}

/** JSON with the keys in order: Postgres keeps them in an order of its own. */
function stable(value: unknown): string {
  return (
    JSON.stringify(value, (_key, part: unknown) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => a.localeCompare(b)))
        : part,
    ) ?? ''
  );
}

/** Why a field cannot be published, by `assistantName`, `greetings.fr`, `escalations.<id>`, ... */
export type ProfileProblems = Readonly<Record<string, string>>;

/** What the server would refuse, by the server's own rules, with words of the screen's where it has them. */
export function profileProblems(profile: AiProfile): ProfileProblems {
  const check = checkProfile(profile, {});
  const problems: Record<string, string> = {};
  for (const { id, words } of profile.escalations) {
    if (words.length === 0) problems[`escalations.${id}`] = problemCopy.noWords;
  }
  if (check.ok) return problems;
  for (const [path, sentence] of Object.entries(check.fields)) {
    problems[ruleOf(path, profile) ?? path] = wordsFor(path) ?? sentence;
  }
  return problems;
}

/** `escalations.0.words.1` belongs to the rule, which keeps its id when others go. */
function ruleOf(path: string, { escalations }: AiProfile): string | null {
  const index = /^escalations\.(\d+)/.exec(path)?.[1];
  const rule = index === undefined ? undefined : escalations[Number(index)];
  return rule ? `escalations.${rule.id}` : null;
}

function wordsFor(path: string): string | undefined {
  if (/^escalations\.\d+\.situation$/.test(path)) return problemCopy.noSituation;
  if (/^escalations\.\d+\.words\.\d+$/.test(path)) return problemCopy.badWord;
  return problemCopy.fields[path];
}
