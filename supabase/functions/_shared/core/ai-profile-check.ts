import { GREETING_VARIABLES } from './ai-variables.ts';
import { type AiLanguage, type AiProfile, aiProfile } from './contracts/ai-profile.ts';

/** Wrong fields by path ("greetings.fr") with a sentence for the owner. */
export type FieldErrors = Record<string, string>;

export type ProfileCheck = { ok: true; profile: AiProfile } | { ok: false; fields: FieldErrors };

/** The words by which callers know that it is an AI. "AI" and "IA" count in capitals only: "j'ai". */
const SAYS_AI: Record<AiLanguage, RegExp> = {
  en: /\bAI\b|\bA\.I\.|[Vv]irtual [Aa]ssistant|[Aa]rtificial [Ii]ntelligence/,
  fr: /\bIA\b|[Aa]ssistante? [Vv]irtuel(le)?|[Ii]ntelligence [Aa]rtificielle/,
  es: /\bIA\b|[Aa]sistente [Vv]irtual|[Ii]nteligencia [Aa]rtificial/,
};
const LANGUAGE_WORD: Record<AiLanguage, string> = {
  en: '"AI" or "virtual assistant"',
  fr: '"IA" or "assistant virtuel"',
  es: '"IA" or "asistente virtual"',
};

/**
 * Merges a change into a profile and checks the whole.
 *
 * @param change fields of AiProfile; each replaces the whole field
 */
export function checkProfile(base: AiProfile, change: Record<string, unknown>): ProfileCheck {
  const unknown = Object.keys(change).filter((name) => !Object.hasOwn(aiProfile.shape, name));
  if (unknown.length > 0) {
    return { ok: false, fields: Object.fromEntries(unknown.map((n) => [n, 'No such field.'])) };
  }
  const parsed = aiProfile.safeParse({ ...base, ...change });
  if (!parsed.success) {
    const fields: FieldErrors = {};
    for (const issue of parsed.error.issues) fields[issue.path.join('.')] ??= sentence(issue);
    return { ok: false, fields };
  }
  const fields = meaningErrors(parsed.data);
  return Object.keys(fields).length > 0
    ? { ok: false, fields }
    : { ok: true, profile: parsed.data };
}

interface Issue {
  code: string;
  minimum?: unknown;
  maximum?: unknown;
  origin?: unknown;
}

function sentence(issue: Issue): string {
  const unit =
    issue.origin === 'string' ? ' characters' : issue.origin === 'array' ? ' entries' : '';
  if (issue.code === 'too_small') return `At least ${String(issue.minimum)}${unit}.`;
  if (issue.code === 'too_big') return `At most ${String(issue.maximum)}${unit}.`;
  return 'Not of the expected form.';
}

function meaningErrors(profile: AiProfile): FieldErrors {
  const fields: FieldErrors = {};
  if (new Set(profile.languages).size < profile.languages.length) {
    fields['languages'] = 'Each language once.';
  }
  const ids = profile.escalations.map((rule) => rule.id);
  for (const [index, id] of ids.entries()) {
    if (ids.indexOf(id) < index) fields[`escalations.${index}.id`] = 'Used by another rule.';
  }
  for (const language of profile.languages) {
    const error = greetingError(profile, language);
    if (error !== null) fields[`greetings.${language}`] = error;
  }
  return fields;
}

function greetingError(profile: AiProfile, language: AiLanguage): string | null {
  const greeting = profile.greetings[language]?.trim() ?? '';
  // Without words of its own it says the default, which is in order.
  if (greeting === '') return null;
  const names = [...greeting.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)].map((match) => match[1] ?? '');
  const strange = names.find((name) => !GREETING_VARIABLES.includes(name));
  if (strange !== undefined) return `{{${strange}}} is not known and would be read aloud.`;
  const said = greeting.replaceAll(/\{\{\s*assistant_name\s*\}\}/g, profile.assistantName);
  if (SAYS_AI[language].test(said)) return null;
  return `The greeting must say that it is an AI: ${LANGUAGE_WORD[language]}.`;
}
