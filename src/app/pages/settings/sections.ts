/** The places of the communications settings, in the order in which a business is set up. */
export const SECTIONS = [
  'communications',
  'hours-and-services',
  'who-rings',
  'ai-dispatcher',
  'devices',
  'team',
  'limits',
  'health',
  'audit',
] as const;

/** The last part of a section's address: `/settings/limits`. */
export type SettingsSection = (typeof SECTIONS)[number];
