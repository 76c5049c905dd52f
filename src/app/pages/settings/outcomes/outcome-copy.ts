const en = {
  messageLabel: 'What the caller hears',
  messageHint: 'Empty: the text shown. It is spoken in the language of the line.',
  listen: 'Listen',
  stop: 'Stop',
  spokenHere: 'Here in this browser’s voice; on the telephone in another.',
  forwardLabel: 'Mobile number',
  forwardHint: 'The line has one such number, for unanswered calls and for closed hours.',
  forwardsTo: (number: string) => `Calls go to ${number}. The mobile shows who calls.`,
  number: {
    empty: 'Give the number that calls go to.',
    not_a_number: 'That is not a telephone number.',
    too_short: 'Too short for a telephone number.',
    too_long: 'Too long for a telephone number.',
    own: 'That is one of your own numbers: calls would go in circles.',
  },
  /** What came back from the server, by its code. */
  refused: {
    not_allowed: 'Only owners and admins can change this.',
    not_found: 'This line is no longer there.',
    inactive_member: 'Somebody in it is no longer in the team. Take them out, then save.',
    unknown_member: 'Somebody in it is no longer in the team. Take them out, then save.',
    forward_number_missing:
      'Calls are forwarded to this number elsewhere on this line: change that first.',
    invalid_number: 'That is not a telephone number.',
    invalid_hours: 'Hours overlap, or close before they open.',
    invalid_holidays: 'A day stands twice, or its times are not in order.',
  } as Readonly<Record<string, string>>,
  failed: 'Not saved. What you changed is kept here: try again.',
  saved: 'Saved',
};
/** The words of what happens to a call that nobody takes. */
export type OutcomeCopy = typeof en;

const fr: OutcomeCopy = {
  messageLabel: 'Ce que l’appelant entend',
  messageHint: 'Vide : le texte affiché. Il est lu dans la langue de la ligne.',
  listen: 'Écouter',
  stop: 'Arrêter',
  spokenHere: 'Ici avec la voix de ce navigateur; au téléphone, avec une autre.',
  forwardLabel: 'Numéro de cellulaire',
  forwardHint:
    'La ligne a un seul numéro, pour les appels sans réponse et les heures de fermeture.',
  forwardsTo: (number) => `Les appels vont au ${number}. Le cellulaire montre qui appelle.`,
  number: {
    empty: 'Indiquez le numéro vers lequel diriger les appels.',
    not_a_number: 'Ce n’est pas un numéro de téléphone.',
    too_short: 'Trop court pour un numéro de téléphone.',
    too_long: 'Trop long pour un numéro de téléphone.',
    own: 'C’est l’un de vos numéros : les appels tourneraient en rond.',
  },
  refused: {
    not_allowed: 'Seuls les propriétaires et les administrateurs peuvent le modifier.',
    not_found: 'Cette ligne n’existe plus.',
    inactive_member: 'Une personne n’est plus dans l’équipe. Retirez-la, puis enregistrez.',
    unknown_member: 'Une personne n’est plus dans l’équipe. Retirez-la, puis enregistrez.',
    forward_number_missing:
      'Des appels de cette ligne sont encore transférés à ce numéro : changez d’abord cela.',
    invalid_number: 'Ce n’est pas un numéro de téléphone.',
    invalid_hours: 'Des heures se chevauchent ou se terminent avant de commencer.',
    invalid_holidays: 'Un jour figure deux fois, ou ses heures sont dans le désordre.',
  },
  failed: 'Non enregistré. Vos modifications restent ici : réessayez.',
  saved: 'Enregistré',
};

export const outcomeCopy = { en, fr };
