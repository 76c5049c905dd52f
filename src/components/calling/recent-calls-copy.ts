const en = {
  title: 'My recent calls',
  none: 'You had no call yet.',
  again: (name: string) => `Call ${name} again`,
  outbound: 'Call out',
  inbound: 'Call in',
};
/** The words of a member's own last calls. */
export type RecentCallsCopy = typeof en;

const fr: RecentCallsCopy = {
  title: 'Mes derniers appels',
  none: 'Vous n’avez encore eu aucun appel.',
  again: (name) => `Rappeler ${name}`,
  outbound: 'Appel sortant',
  inbound: 'Appel entrant',
};

export const recentCallsCopy = { en, fr };
