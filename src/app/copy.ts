import { liveCopy, type Translated } from '@/lib/live-copy.ts';

const en = {
  product: 'Switchboard',
  skipToContent: 'Skip to the page',
  nav: {
    label: 'Main',
    sidebar: 'Sidebar',
    connectCenter: 'Connect Center',
    connectShort: 'Connect',
    clients: 'Clients',
    messages: 'Messages',
    calendar: 'Calendar',
    analytics: 'Analytics',
    settings: 'Settings',
    more: 'More',
  },
  team: {
    title: 'Team',
    you: 'you',
    available: 'rings there',
    availableHere: 'rings here',
    inCall: 'in a call',
    away: 'away',
    slow: 'The team is slow to load.',
  },
  account: {
    menu: 'Account menu',
    signOut: 'Sign out',
    theme: 'Theme',
    themes: { system: 'System', light: 'Light', dark: 'Dark' },
  },
  phone: 'Phone',
  offline: 'No network. What you see may be old, and calls cannot ring here.',
  loading: 'Loading',
  slowPage: 'This page is slow to load. The network may be weak.',
  error: {
    title: 'This page stopped working',
    text: 'Calls go on. Reload the page; if it stops again, tell whoever looks after Switchboard.',
    reload: 'Reload the page',
    home: 'Connect Center',
  },
  notFound: {
    title: 'There is no page here',
    text: 'The address may be mistyped, or the page was moved.',
    home: 'Connect Center',
  },
  noMembership: {
    title: 'You belong to no business yet',
    text: 'You are signed in, but no business has added you. Ask its owner to do so, then reload.',
    signOut: 'Sign out',
  },
  unreachable: {
    title: 'Switchboard cannot be reached',
    text: 'The server does not answer. Calls are not lost: they are kept and shown once it does.',
    retry: 'Try again',
  },
  badSetup: {
    title: 'Switchboard is not set up',
    text: 'The build lacks values that it needs:',
  },
} as const;

const fr: Translated<typeof en> = {
  product: 'Switchboard',
  skipToContent: 'Aller à la page',
  nav: {
    label: 'Principal',
    sidebar: 'Barre latérale',
    connectCenter: 'Centre d’appels',
    connectShort: 'Appels',
    clients: 'Clients',
    messages: 'Messages',
    calendar: 'Calendrier',
    analytics: 'Statistiques',
    settings: 'Paramètres',
    more: 'Plus',
  },
  team: {
    title: 'Équipe',
    you: 'vous',
    available: 'sonne là-bas',
    availableHere: 'sonne ici',
    inCall: 'en appel',
    away: 'absent',
    slow: 'L’équipe tarde à s’afficher.',
  },
  account: {
    menu: 'Menu du compte',
    signOut: 'Se déconnecter',
    theme: 'Thème',
    themes: { system: 'Système', light: 'Clair', dark: 'Sombre' },
  },
  phone: 'Téléphone',
  offline: 'Pas de réseau. Ce que vous voyez peut être ancien, et rien ne peut sonner ici.',
  loading: 'Chargement',
  slowPage: 'Cette page tarde à s’afficher. Le réseau est peut-être faible.',
  error: {
    title: 'Cette page a cessé de fonctionner',
    text: 'Les appels continuent. Rechargez la page ; si elle s’arrête encore, prévenez la personne qui s’occupe de Switchboard.',
    reload: 'Recharger la page',
    home: 'Centre d’appels',
  },
  notFound: {
    title: 'Il n’y a pas de page ici',
    text: 'L’adresse est peut-être mal tapée, ou la page a été déplacée.',
    home: 'Centre d’appels',
  },
  noMembership: {
    title: 'Vous ne faites partie d’aucune entreprise',
    text: 'Vous êtes connecté, mais aucune entreprise ne vous a ajouté. Demandez-le à son propriétaire, puis rechargez.',
    signOut: 'Se déconnecter',
  },
  unreachable: {
    title: 'Switchboard est injoignable',
    text: 'Le serveur ne répond pas. Aucun appel n’est perdu : ils sont gardés et s’afficheront ensuite.',
    retry: 'Réessayer',
  },
  badSetup: {
    title: 'Switchboard n’est pas configuré',
    text: 'Il manque des valeurs à cette version :',
  },
};

/** Every text of the frame around the pages. */
export const appCopy = liveCopy({ en, fr });
