import type { AiLanguage, AiProfile } from './contracts/ai-profile.ts';
import type { WeekHours } from './open-hours-words.ts';
import { aiVariables } from './start-variables.ts';

/** The dynamic variables of conversations without a call, and what a greeting may hold of them. */

export interface BusinessFacts {
  name: string;
  /** IANA name. */
  timeZone: string;
  hours: WeekHours[];
  /** Names of the services on offer. */
  services: string[];
}

/** Others are not filled in, and would be read aloud. */
export const GREETING_VARIABLES: readonly string[] = [
  'business_name',
  'day_greeting',
  'assistant_name',
  'caller_first_name',
];

/** @param now ISO 8601; the day and the greeting follow the business's clock */
export function dynamicVariables(
  business: BusinessFacts,
  profile: AiProfile,
  language: AiLanguage,
  now: string,
): Record<string, string> {
  const { name: businessName, timeZone, hours, services } = business;
  const { assistantName } = profile;
  return aiVariables({
    language,
    businessName,
    timeZone,
    assistantName,
    callerFirstName: null,
    hours,
    services,
    now,
  });
}

/** Puts values in place of `{{name}}`; what is unknown stays as it is written (telnyx.md 7.6). */
export function fillVariables(template: string, variables: Record<string, string>): string {
  return template.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (written: string, name: string) =>
    Object.hasOwn(variables, name) ? (variables[name] ?? written) : written,
  );
}
