import type { BoundedLimit, NumberType } from '@core/contracts/limits.ts';

const en = {
  title: 'Limits',
  text: 'What calls out may cost, where they may go and how many there may be. The server checks each of them before it dials, whatever a browser or the AI asks for.',
  onlyAdmins: 'Owners and admins change these settings. You can read them.',
  today: {
    title: 'Spent today',
    meter: 'Spent today of the daily limit',
    of: (spent: string, cap: string) => `${spent} of ${cap}`,
    reserved: (amount: string, calls: number) =>
      calls === 1
        ? `${amount} of it is set aside for the call that runs now.`
        : `${amount} of it is set aside for ${calls} calls that run now.`,
    full: 'The limit is reached: nobody can call out until midnight. Calls in are not limited.',
    near: 'The limit is near. Owners and admins have been told.',
    text: 'In US dollars. Each call sets aside the most that it can cost; when it is over, only its cost counts.',
  },
  mirror: {
    ok: (at: string) => `Telnyx keeps the same limits, checked ${at}.`,
    none: 'Telnyx has no limits of your own yet. They are made with your first number. Ours hold.',
    pending: 'Telnyx is being told.',
    failed: (why: string) =>
      `Telnyx does not have these limits yet: ${why} Ours hold all the same, and Telnyx is told again by itself.`,
    again: 'Tell Telnyx now',
    busy: 'Telling Telnyx',
    why: {
      unauthorized: 'it refused our key.',
      unavailable: 'it did not answer.',
      rate_limited: 'it was asked too often.',
      not_found: 'your voice profile is gone there. Verify your number in Numbers & set-up.',
      differs: 'it says something else than it was told.',
      other: 'it refused them.',
    },
  },
  money: {
    title: 'Money',
    text: 'The most that can be lost in a day is this limit and one call.',
  },
  speed: { title: 'How many calls', text: 'A new Telnyx account can carry five calls at a time.' },
  fields: {
    dailyCapCents: 'Daily limit, US dollars',
    warnAtPercent: 'Warn at, percent',
    maxCallMinutes: 'Longest call, minutes',
    concurrentCalls: 'Calls out at a time',
    dialsPerMinuteAgent: 'Calls a minute, each person',
    dialsPerMinute: 'Calls a minute, everybody',
  } satisfies Record<BoundedLimit, string>,
  between: (min: string, max: string) => `Between ${min} and ${max}.`,
  confirm: {
    name: 'Ask before calling a new country',
    text: 'A country that nobody here has called is asked about first, unless it costs no more than a call at home or the number is a client’s.',
  },
  countries: {
    title: 'Where calls may go',
    text: 'Everything else is refused.',
    search: 'Find a country to allow',
    none: 'No country of that name.',
    add: (name: string) => `Allow ${name}`,
    remove: (name: string) => `Do not allow ${name} any more`,
    list: 'Allowed countries',
    missing: 'Allow one country at least. To stop all calls, use the switch below.',
    home: 'Your country',
    rate: (amount: string) => `up to ${amount} a minute`,
    risk: {
      revenue_share:
        'Often used for fraud: numbers there pay whoever has them called. Allow it only if you have clients there.',
      looks_domestic:
        'Looks like a number at home (+1), but is abroad and dear. Often used for “call me back” fraud.',
    },
  },
  types: {
    title: 'Kinds of numbers',
    text: 'Landlines, mobiles and internet numbers can always be called. Satellite telephones and short numbers never.',
    names: {
      toll_free: 'Toll-free numbers',
      shared_cost: 'Shared-cost numbers',
      personal_number: 'Personal numbers',
      uan: 'Company numbers',
      pager: 'Pagers',
      voicemail: 'Voicemail numbers',
      premium_rate: 'Premium numbers',
    } satisfies Partial<Record<NumberType, string>>,
    texts: {
      toll_free: '800 numbers and the like.',
      shared_cost: 'Dearer than a normal call.',
      personal_number: 'Follow a person from line to line. Dear, and often used for fraud.',
      uan: 'One number for all branches of a company.',
      pager: 'Cost as much as the country lets them.',
      voicemail: 'Lead to a mailbox of the network.',
      premium_rate: '900 numbers: whoever is called earns from it. Leave this off.',
    } satisfies Partial<Record<NumberType, string>>,
  },
  stop: {
    title: 'Stop calling out',
    text: 'When something is wrong: from that moment no call goes out, whoever asks. Calls in are answered as always. Only an owner can resume.',
    button: 'Stop calling out',
    question: 'Stop all calls out?',
    questionText: 'Nobody can call out until an owner resumes. Calls in are not touched.',
    endLive: 'Also end the calls out that run now',
    endLiveText: 'They end within five seconds.',
    confirm: 'Stop now',
    busy: 'Stopping',
    cancel: 'Keep calling',
    close: 'Close',
    since: (at: string, by: string | null) => (by ? `Stopped by ${by}, ${at}.` : `Stopped ${at}.`),
    stopped: 'Calls out are stopped.',
    resume: 'Resume calling out',
    resuming: 'Resuming',
    onlyOwners: 'Only an owner can resume.',
    done: (count: number) =>
      count === 0
        ? 'Calls out are stopped.'
        : count === 1
          ? 'Calls out are stopped. One call was ended.'
          : `Calls out are stopped. ${count} calls were ended.`,
    resumed: 'Calls go out again.',
  },
  notice: {
    stopped: (by: string | null) =>
      by ? `Calls out are stopped by ${by}.` : 'Calls out are stopped.',
    stoppedText: 'Calls in are answered as always. An owner can resume.',
    near: (spent: string, cap: string) => `${spent} of today’s ${cap} for calls out is spent.`,
    nearText: 'At the limit nobody can call out any more.',
    see: 'See limits',
    hide: 'Hide until tomorrow',
  },
  saved: 'Limits saved.',
  savedNotTold: 'Limits saved and in force. Telnyx could not be told yet.',
  problems: {
    not_allowed: 'You may not do this.',
    invalid_request: 'Something in the form is out of bounds.',
    offline: 'The server did not answer. What you typed is kept; try again.',
    other: 'That did not work. What you typed is kept; try again.',
  },
};

export type LimitsCopy = typeof en;

const fr: LimitsCopy = {
  title: 'Limites',
  text: 'Ce que les appels sortants peuvent coûter, où ils peuvent aller et combien il peut y en avoir. Le serveur vérifie chacun avant de composer, quoi que demande un navigateur ou l’IA.',
  onlyAdmins:
    'Les propriétaires et les administrateurs modifient ces réglages. Vous pouvez les lire.',
  today: {
    title: 'Dépensé aujourd’hui',
    meter: 'Part dépensée de la limite quotidienne',
    of: (spent, cap) => `${spent} sur ${cap}`,
    reserved: (amount, calls) =>
      calls === 1
        ? `Dont ${amount} mis de côté pour l’appel en cours.`
        : `Dont ${amount} mis de côté pour ${calls} appels en cours.`,
    full: 'La limite est atteinte : personne ne peut appeler avant minuit. Les appels entrants ne sont pas limités.',
    near: 'La limite est proche. Les propriétaires et les administrateurs ont été avertis.',
    text: 'En dollars américains. Chaque appel met de côté le plus qu’il peut coûter; une fois terminé, seul son coût compte.',
  },
  mirror: {
    ok: (at) => `Telnyx garde les mêmes limites, vérifié ${at}.`,
    none: 'Telnyx n’a pas encore de limites à votre nom. Elles sont créées avec votre premier numéro. Les nôtres s’appliquent.',
    pending: 'Telnyx est en cours de mise à jour.',
    failed: (why) =>
      `Telnyx n’a pas encore ces limites : ${why} Les nôtres s’appliquent quand même, et Telnyx sera averti de nouveau automatiquement.`,
    again: 'Avertir Telnyx maintenant',
    busy: 'Mise à jour de Telnyx',
    why: {
      unauthorized: 'il a refusé notre clé.',
      unavailable: 'il n’a pas répondu.',
      rate_limited: 'il a été sollicité trop souvent.',
      not_found: 'votre profil vocal n’y est plus. Vérifiez votre numéro dans Numéros.',
      differs: 'il affiche autre chose que ce qui lui a été dit.',
      other: 'il les a refusées.',
    },
  },
  money: {
    title: 'Argent',
    text: 'Le plus que vous puissiez perdre en un jour est cette limite et un appel.',
  },
  speed: {
    title: 'Nombre d’appels',
    text: 'Un nouveau compte Telnyx peut porter cinq appels à la fois.',
  },
  fields: {
    dailyCapCents: 'Limite quotidienne, dollars américains',
    warnAtPercent: 'Avertir à, pour cent',
    maxCallMinutes: 'Appel le plus long, minutes',
    concurrentCalls: 'Appels sortants à la fois',
    dialsPerMinuteAgent: 'Appels par minute, par personne',
    dialsPerMinute: 'Appels par minute, tout le monde',
  },
  between: (min, max) => `Entre ${min} et ${max}.`,
  confirm: {
    name: 'Demander avant d’appeler un nouveau pays',
    text: 'Un pays que personne ici n’a appelé fait l’objet d’une question, sauf s’il ne coûte pas plus qu’un appel d’ici ou si le numéro est celui d’un client.',
  },
  countries: {
    title: 'Où les appels peuvent aller',
    text: 'Tout le reste est refusé.',
    search: 'Trouver un pays à autoriser',
    none: 'Aucun pays de ce nom.',
    add: (name) => `Autoriser : ${name}`,
    remove: (name) => `Ne plus autoriser : ${name}`,
    list: 'Pays autorisés',
    missing:
      'Autorisez au moins un pays. Pour arrêter tous les appels, utilisez l’arrêt ci-dessous.',
    home: 'Votre pays',
    rate: (amount) => `jusqu’à ${amount} la minute`,
    risk: {
      revenue_share:
        'Souvent utilisé pour la fraude : les numéros y rapportent à qui les fait appeler. N’autorisez ce pays que si vous y avez des clients.',
      looks_domestic:
        'Ressemble à un numéro d’ici (+1), mais se trouve à l’étranger et coûte cher. Souvent utilisé pour la fraude « rappelez-moi ».',
    },
  },
  types: {
    title: 'Sortes de numéros',
    text: 'Les lignes fixes, les mobiles et les numéros Internet peuvent toujours être appelés. Les téléphones satellites et les numéros courts, jamais.',
    names: {
      toll_free: 'Numéros sans frais',
      shared_cost: 'Numéros à frais partagés',
      personal_number: 'Numéros personnels',
      uan: 'Numéros d’entreprise',
      pager: 'Téléavertisseurs',
      voicemail: 'Numéros de messagerie vocale',
      premium_rate: 'Numéros surtaxés',
    },
    texts: {
      toll_free: 'Les numéros 800 et semblables.',
      shared_cost: 'Plus chers qu’un appel normal.',
      personal_number:
        'Suivent une personne d’une ligne à l’autre. Chers et souvent utilisés pour la fraude.',
      uan: 'Un seul numéro pour toutes les succursales d’une entreprise.',
      pager: 'Coûtent ce que le pays leur permet.',
      voicemail: 'Mènent à une boîte vocale du réseau.',
      premium_rate: 'Les numéros 900 : l’appelé y gagne de l’argent. Laissez ceci désactivé.',
    },
  },
  stop: {
    title: 'Arrêter les appels sortants',
    text: 'Quand quelque chose ne va pas : dès ce moment, aucun appel ne sort, peu importe qui le demande. Les appels entrants sont répondus comme toujours. Seul un propriétaire peut reprendre.',
    button: 'Arrêter les appels sortants',
    question: 'Arrêter tous les appels sortants ?',
    questionText:
      'Personne ne peut appeler avant qu’un propriétaire reprenne. Les appels entrants ne sont pas touchés.',
    endLive: 'Terminer aussi les appels sortants en cours',
    endLiveText: 'Ils se terminent en moins de cinq secondes.',
    confirm: 'Arrêter maintenant',
    busy: 'Arrêt en cours',
    cancel: 'Continuer d’appeler',
    close: 'Fermer',
    since: (at, by) => (by ? `Arrêtés par ${by}, ${at}.` : `Arrêtés ${at}.`),
    stopped: 'Les appels sortants sont arrêtés.',
    resume: 'Reprendre les appels sortants',
    resuming: 'Reprise en cours',
    onlyOwners: 'Seul un propriétaire peut reprendre.',
    done: (count) =>
      count === 0
        ? 'Les appels sortants sont arrêtés.'
        : count === 1
          ? 'Les appels sortants sont arrêtés. Un appel a été terminé.'
          : `Les appels sortants sont arrêtés. ${count} appels ont été terminés.`,
    resumed: 'Les appels sortent de nouveau.',
  },
  notice: {
    stopped: (by) =>
      by ? `Les appels sortants sont arrêtés par ${by}.` : 'Les appels sortants sont arrêtés.',
    stoppedText:
      'Les appels entrants sont répondus comme toujours. Un propriétaire peut reprendre.',
    near: (spent, cap) => `${spent} des ${cap} prévus aujourd’hui pour les appels sont dépensés.`,
    nearText: 'À la limite, plus personne ne peut appeler.',
    see: 'Voir les limites',
    hide: 'Masquer jusqu’à demain',
  },
  saved: 'Limites enregistrées.',
  savedNotTold: 'Limites enregistrées et en vigueur. Telnyx n’a pas encore pu être averti.',
  problems: {
    not_allowed: 'Vous n’en avez pas le droit.',
    invalid_request: 'Une valeur du formulaire dépasse ses bornes.',
    offline: 'Le serveur n’a pas répondu. Votre saisie est conservée; réessayez.',
    other: 'Cela n’a pas fonctionné. Votre saisie est conservée; réessayez.',
  },
};

export const limitsCopy = { en, fr };

export function problemWords(copy: LimitsCopy, code: string): string {
  return code in copy.problems
    ? copy.problems[code as keyof LimitsCopy['problems']]
    : copy.problems.other;
}
