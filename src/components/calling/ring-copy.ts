const en = {
  /** A health check's own call. */
  testCall: 'Test call',
  testText: 'Made by the health check',
  /** Beside a call that rings, in the lane. */
  ringsAt: (names: readonly string[]) => `Rings at ${listed(names, 'and')}`,
  ringsEverywhere: 'Rings for everybody',
  ringsNowhere: 'Nobody can be rung, the caller waits',
  forwarded: (number: string) => `Rings at the mobile ${number}`,
  /** Who handled a call that was forwarded. */
  mobile: 'Mobile',
  withMobile: (number: string) => `with the mobile ${number}`,
};
/** The words for whom a call rings. */
export type RingCopy = typeof en;

const fr: RingCopy = {
  testCall: 'Appel d’essai',
  testText: 'Fait par la vérification du système',
  ringsAt: (names) => `Sonne chez ${listed(names, 'et')}`,
  ringsEverywhere: 'Sonne chez tout le monde',
  ringsNowhere: 'Personne ne peut être joint, l’appelant attend',
  forwarded: (number) => `Sonne au cellulaire ${number}`,
  mobile: 'Cellulaire',
  withMobile: (number) => `avec le cellulaire ${number}`,
};

function listed(names: readonly string[], and: string): string {
  if (names.length <= 1) return names[0] ?? '';
  return `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1)}`;
}

export const ringCopy = { en, fr };
