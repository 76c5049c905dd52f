import { de } from '@/lib/french.ts';
import { liveCopy, type Translated } from '@/lib/live-copy.ts';

const en = {
  title: 'Search',
  open: 'Search',
  placeholder: 'A client, a number, a page, or what to do',
  results: 'Results',
  found: (count: number) => (count === 1 ? '1 result' : `${count} results`),
  nothing: 'Nothing found.',
  searching: 'Searching',
  hint: 'Up and down to choose, Enter to do it, Escape to close',
  groups: {
    recent: 'Recent',
    actions: 'Actions',
    call: 'Call',
    clients: 'Clients',
    colleagues: 'Team',
    calls: 'Calls',
    pages: 'Pages',
  },
  newCall: 'New call',
  newClient: 'New client',
  mute: 'Mute',
  unmute: 'Speak again',
  endCall: 'End the call',
  hold: 'Hold: the caller hears music',
  resume: 'Back to the caller',
  park: 'Park the call',
  transferTo: (name: string) => `Transfer to ${name}, talk first`,
  callNamed: (whom: string) => `Call ${whom}`,
  callsOf: (name: string) => `Calls of ${name}`,
};

const fr: Translated<typeof en> = {
  title: 'Recherche',
  open: 'Chercher',
  placeholder: 'Un client, un numéro, une page, ou quoi faire',
  results: 'Résultats',
  found: (count) => (count === 1 ? '1 résultat' : `${count} résultats`),
  nothing: 'Rien trouvé.',
  searching: 'Recherche en cours',
  hint: 'Haut et bas pour choisir, Entrée pour valider, Échap pour fermer',
  groups: {
    recent: 'Récents',
    actions: 'Actions',
    call: 'Appeler',
    clients: 'Clients',
    colleagues: 'Équipe',
    calls: 'Appels',
    pages: 'Pages',
  },
  newCall: 'Nouvel appel',
  newClient: 'Nouveau client',
  mute: 'Couper le micro',
  unmute: 'Rétablir le micro',
  endCall: 'Raccrocher',
  hold: 'Mettre en attente : l’appelant entend la musique',
  resume: 'Revenir à l’appelant',
  park: 'Stationner l’appel',
  transferTo: (name) => `Transférer à ${name}, parler d’abord`,
  callNamed: (whom) => `Appeler ${whom}`,
  callsOf: (name) => `Appels ${de(name)}`,
};

/** The texts of the command palette and of the help sheet. */
export const paletteCopy = liveCopy({ en, fr });
