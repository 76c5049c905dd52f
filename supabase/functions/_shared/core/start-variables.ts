import type { AiLanguage } from './contracts/ai-profile.ts';
import { openHoursWords, type WeekHours } from './open-hours-words.ts';

const LOCALES: Record<AiLanguage, string> = { en: 'en-CA', fr: 'fr-CA', es: 'es-US' };

/** From which hour on which greeting is used, in the business's own time. */
const GREETINGS: Record<AiLanguage, [fromHour: number, words: string][]> = {
  en: [
    [18, 'good evening'],
    [12, 'good afternoon'],
    [0, 'good morning'],
  ],
  fr: [
    [18, 'bonsoir'],
    [0, 'bonjour'],
  ],
  es: [
    [20, 'buenas noches'],
    [12, 'buenas tardes'],
    [0, 'buenos días'],
  ],
};

export interface AiFacts {
  language: AiLanguage;
  businessName: string;
  /** IANA. */
  timeZone: string;
  assistantName: string;
  callerFirstName: string | null;
  hours: WeekHours[];
  services: string[];
  /** ISO 8601, the server's clock: a model does not know the date. */
  now: string;
}

/** The dynamic variables that an assistant's instructions and greeting may use. */
export function aiVariables(facts: AiFacts): Record<string, string> {
  const { language, timeZone } = facts;
  const now = new Date(facts.now);
  const local = localParts(now, timeZone);
  return {
    business_name: facts.businessName,
    assistant_name: facts.assistantName,
    caller_first_name: facts.callerFirstName ?? '',
    day_greeting: greeting(language, local.hour),
    open_hours: openHoursWords(facts.hours, language),
    today: new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'full', timeZone }).format(now),
    today_iso: local.day,
    time_zone: timeZone,
    services: facts.services.join(', '),
  };
}

function greeting(language: AiLanguage, hour: number): string {
  const found = GREETINGS[language].find(([fromHour]) => hour >= fromHour);
  return found ? found[1] : '';
}

function localParts(at: Date, timeZone: string): { day: string; hour: number } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return { day: `${of('year')}-${of('month')}-${of('day')}`, hour: Number(of('hour')) };
}
