import { settingsCopy } from './copy.ts';

const { sections: names } = settingsCopy;

/**
 * The places of the communications settings. The first and the last two are one page, to be read from
 * top to bottom; the others have an address of their own.
 */
export const SECTIONS = [
  { path: '/settings/communications', hash: '', name: names.numbersAndSetUp },
  { path: '/settings/hours-and-services', hash: '', name: names.hours },
  { path: '/settings/ai-dispatcher', hash: '', name: names.ai },
  { path: '/settings/communications', hash: '#device', name: names.devices },
  { path: '/settings/communications', hash: '#health', name: names.health },
] as const;

export type SectionTab = 'communications' | 'hours-and-services' | 'ai-dispatcher';
