const en = {
  banner: 'Something that calls need is broken.',
  bannerLink: 'See what, and mend it',
  mark: { warn: 'deserves a look', bad: 'something is broken' },
};
const fr: typeof en = {
  banner: 'Une chose dont les appels ont besoin est en panne.',
  bannerLink: 'Voir laquelle et la réparer',
  mark: { warn: 'à regarder', bad: 'une panne' },
};

/** What of Health is shown elsewhere; apart, since every page loads it. */
export const healthMarkCopy = { en, fr };
