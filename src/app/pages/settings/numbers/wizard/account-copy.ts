import type { AccountHint } from '@core/contracts/number-setup.ts';

interface HintWords {
  title: string;
  text: string;
  link: string;
}

const enHints: Record<AccountHint['code'], HintWords> = {
  verify_account: {
    title: 'Verify your Telnyx account',
    text: 'Until Telnyx has checked who you are, it allows one number on a trial account, ten calls out an hour and a hundred a day, five at a time, and says an announcement before every recorded or AI voice.',
    link: 'See the level of your account at Telnyx',
  },
  add_funds: {
    title: 'Keep money in the Telnyx balance',
    text: 'Calls and the monthly price of your numbers are paid from it. When it is empty, calls stop.',
    link: 'Add funds at Telnyx',
  },
  register_for_texting: {
    title: 'Register before you text to the United States',
    text: 'Carriers there block texts from numbers whose business is not registered (10DLC). It takes a few working days. Calls do not need it.',
    link: 'Register your business for texting at Telnyx',
  },
  verify_toll_free: {
    title: 'Have the toll-free number verified before you text',
    text: 'Texts from a toll-free number are blocked until Telnyx has checked what they are for. Calls do not need it.',
    link: 'Verify the toll-free number at Telnyx',
  },
  add_emergency_address: {
    title: 'Give an address for emergency calls (911)',
    text: 'When somebody calls 911 from this number, help is sent to this address. Without it, the call may fail or cost a fee.',
    link: 'Add the emergency address at Telnyx',
  },
};

const frHints: typeof enHints = {
  verify_account: {
    title: 'Faites vérifier votre compte Telnyx',
    text: 'Tant que Telnyx n’a pas vérifié qui vous êtes, il permet un seul numéro en période d’essai, dix appels sortants par heure et cent par jour, cinq à la fois, et diffuse une annonce avant chaque voix enregistrée ou d’IA.',
    link: 'Voir le niveau de votre compte chez Telnyx',
  },
  add_funds: {
    title: 'Gardez de l’argent dans le solde Telnyx',
    text: 'Les appels et le prix mensuel de vos numéros y sont prélevés. Quand il est vide, les appels s’arrêtent.',
    link: 'Ajouter des fonds chez Telnyx',
  },
  register_for_texting: {
    title: 'Inscrivez-vous avant d’envoyer des textos aux États-Unis',
    text: 'Les fournisseurs y bloquent les textos des entreprises non inscrites (10DLC). Cela prend quelques jours ouvrables. Les appels n’en ont pas besoin.',
    link: 'Inscrire votre entreprise aux textos chez Telnyx',
  },
  verify_toll_free: {
    title: 'Faites vérifier le numéro sans frais avant d’envoyer des textos',
    text: 'Les textos d’un numéro sans frais sont bloqués tant que Telnyx n’a pas vérifié leur usage. Les appels n’en ont pas besoin.',
    link: 'Faire vérifier le numéro sans frais chez Telnyx',
  },
  add_emergency_address: {
    title: 'Donnez une adresse pour les appels d’urgence (911)',
    text: 'Si quelqu’un appelle le 911 de ce numéro, les secours vont à cette adresse. Sans elle, l’appel peut échouer ou coûter des frais.',
    link: 'Ajouter l’adresse d’urgence chez Telnyx',
  },
};

const en = {
  title: 'What Telnyx still wants from you',
  text: 'These are done at Telnyx, not here. Calls work without most of them; each says what it is for.',
  hints: enHints,
  needed: 'Needed',
  lookThere: 'Look at Telnyx',
  done: 'Done',
  balance: (amount: string) => `Your balance is ${amount}.`,
  concerns: (numbers: string) => `For ${numbers}.`,
  opens: '(opens in a new tab)',
  failed: 'What Telnyx says of the account could not be read.',
  retry: 'Try again',
  loading: 'Asking Telnyx about the account',
};

const fr: typeof en = {
  title: 'Ce que Telnyx attend encore de vous',
  text: 'Cela se fait chez Telnyx, pas ici. Les appels fonctionnent sans la plupart; chaque point dit à quoi il sert.',
  hints: frHints,
  needed: 'Nécessaire',
  lookThere: 'À voir chez Telnyx',
  done: 'Fait',
  balance: (amount) => `Votre solde est de ${amount}.`,
  concerns: (numbers) => `Pour ${numbers}.`,
  opens: '(s’ouvre dans un nouvel onglet)',
  failed: 'Ce que Telnyx dit du compte n’a pas pu être lu.',
  retry: 'Réessayer',
  loading: 'Question à Telnyx au sujet du compte',
};

export const accountCopy = { en, fr };
