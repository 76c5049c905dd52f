const en = {
  call: (whom: string) => `Call ${whom}`,
  telTitle: 'Numbers on other pages',
  telText:
    'Numbers that other pages make into links can open here. The phone shows the number; it dials when you press Call.',
  telUse: 'Open them here',
  telAsked: 'The browser asks whether Switchboard may open such links: allow it.',
  telUnsupported: 'This browser cannot open such links here.',
};
/** The words of numbers that can be pressed. */
export type PhoneLinkCopy = typeof en;

const fr: PhoneLinkCopy = {
  call: (whom) => `Appeler ${whom}`,
  telTitle: 'Numéros d’autres pages',
  telText:
    'Les numéros que d’autres pages présentent comme des liens peuvent s’ouvrir ici. Le téléphone affiche le numéro ; il compose quand vous appuyez sur Appeler.',
  telUse: 'Les ouvrir ici',
  telAsked: 'Le navigateur demande si Switchboard peut ouvrir ces liens : autorisez-le.',
  telUnsupported: 'Ce navigateur ne peut pas ouvrir ces liens ici.',
};

export const phoneLinkCopy = { en, fr };
