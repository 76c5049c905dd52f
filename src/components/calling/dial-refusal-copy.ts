import type { DialRefusal } from '@core/contracts/limits.ts';

/** `where`: the country's name; null where it is not known. */
type Words = Record<DialRefusal, { title: (where: string | null) => string; text: string }>;

const en = {
  refusals: {
    calling_stopped: {
      title: () => 'Calls out are stopped',
      text: 'Nothing is wrong with your telephone. An owner can resume them in Settings, Limits.',
    },
    destination_not_allowed: {
      title: (where: string | null) =>
        where
          ? `Calls to this number in ${where} are off`
          : 'Calls to that country or number are off',
      text: 'An owner or admin can allow the country and the kind of number in Settings, Limits.',
    },
    confirm_destination: {
      title: (where: string | null) =>
        `Nobody here has called ${where ?? 'that country'} before. Call anyway?`,
      text: 'Calls there cost more than at home. Check the number first.',
    },
    rate_limited: {
      title: () => 'Too many calls within a minute',
      text: 'Wait a moment without trying, then call again.',
    },
    concurrency_limit: {
      title: () => 'As many calls are running as are allowed',
      text: 'Wait until one is over. An owner or admin can allow more in Settings, Limits.',
    },
    spend_limit: {
      title: () => 'Today’s spending limit is reached',
      text: 'Running calls count with the most that they can cost: it may be enough to wait until one is over. An owner or admin can raise the limit in Settings, Limits.',
    },
  } satisfies Words as Words,
  callAnyway: 'Call anyway',
  change: 'Change the number',
};

export type DialRefusalCopy = typeof en;

const fr: DialRefusalCopy = {
  refusals: {
    calling_stopped: {
      title: () => 'Les appels sortants sont arrêtés',
      text: 'Votre téléphone fonctionne. Un propriétaire peut les reprendre dans Paramètres, Limites.',
    },
    destination_not_allowed: {
      title: (where) =>
        where
          ? `Les appels vers ce numéro (${where}) sont désactivés`
          : 'Les appels vers ce pays ou ce numéro sont désactivés',
      text: 'Un propriétaire ou un administrateur peut autoriser le pays et la sorte de numéro dans Paramètres, Limites.',
    },
    confirm_destination: {
      title: (where) =>
        where
          ? `Personne ici n’a encore appelé ce pays : ${where}. Appeler quand même ?`
          : 'Personne ici n’a encore appelé ce pays. Appeler quand même ?',
      text: 'Les appels y coûtent plus cher qu’ici. Vérifiez d’abord le numéro.',
    },
    rate_limited: {
      title: () => 'Trop d’appels en une minute',
      text: 'Attendez un moment sans essayer, puis rappelez.',
    },
    concurrency_limit: {
      title: () => 'Le nombre d’appels permis est déjà en cours',
      text: 'Attendez que l’un se termine. Un propriétaire ou un administrateur peut en permettre davantage dans Paramètres, Limites.',
    },
    spend_limit: {
      title: () => 'La limite de dépenses du jour est atteinte',
      text: 'Les appels en cours comptent pour le plus qu’ils peuvent coûter : il suffit peut-être d’attendre que l’un se termine. Un propriétaire ou un administrateur peut relever la limite dans Paramètres, Limites.',
    },
  },
  callAnyway: 'Appeler quand même',
  change: 'Changer le numéro',
};

export const dialRefusalCopy = { en, fr };
