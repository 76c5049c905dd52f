import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

export function parse(text: string): string {
  return parsePhoneNumberFromString(text)?.number ?? '';
}
