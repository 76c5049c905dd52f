import type { ShortcutId } from '@/calling/shortcut-table.ts';
import { de } from '@/lib/french.ts';
import { liveCopy, type Translated } from '@/lib/live-copy.ts';

const shortcuts: Record<ShortcutId, string> = {
  accept: 'Accept the call that rings',
  decline: 'Decline it',
  take_over: 'Take the call over from the AI',
  mute: 'Mute, or speak again',
  hold: 'Hold, or resume',
  keypad: 'Keypad',
  end: 'End the call',
  palette: 'Search and do anything',
  help: 'This list',
  paste: 'Open the phone with a pasted number',
};

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
  shortcuts: 'Keyboard shortcuts',
  sheet: {
    text: 'Work without the mouse. What gets in your way can be switched off; it is kept for you in every browser.',
    groups: { calls: 'In calls', app: 'Everywhere' },
    names: shortcuts,
    isOn: (name: string) => `${name}: on`,
    notSaved: 'Not saved, the shortcut is as it was',
  },
};

const frShortcuts: Record<ShortcutId, string> = {
  accept: 'Répondre à l’appel qui sonne',
  decline: 'Le refuser',
  take_over: 'Prendre le relais de l’IA',
  mute: 'Couper ou rétablir le micro',
  hold: 'Mettre en attente, ou reprendre',
  keypad: 'Clavier',
  end: 'Raccrocher',
  palette: 'Chercher et tout faire',
  help: 'Cette liste',
  paste: 'Ouvrir le téléphone avec un numéro collé',
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
  park: 'Garer l’appel',
  transferTo: (name) => `Transférer à ${name}, parler d’abord`,
  callNamed: (whom) => `Appeler ${whom}`,
  callsOf: (name) => `Appels ${de(name)}`,
  shortcuts: 'Raccourcis clavier',
  sheet: {
    text: 'Travaillez sans la souris. Ce qui vous gêne peut être désactivé ; le choix vous suit dans chaque navigateur.',
    groups: { calls: 'En appel', app: 'Partout' },
    names: frShortcuts,
    isOn: (name) => `${name} : actif`,
    notSaved: 'Non enregistré, le raccourci est comme avant',
  },
};

/** The texts of the command palette and of the help sheet. */
export const paletteCopy = liveCopy({ en, fr });
