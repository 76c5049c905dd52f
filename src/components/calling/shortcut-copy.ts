import type { ShortcutId } from '@/calling/shortcut-table.ts';
import { liveCopy, type Translated } from '@/lib/live-copy.ts';

const shortcuts: Record<ShortcutId, string> = {
  accept: 'Accept the call that rings',
  decline: 'Decline it',
  take_over: 'Take the call over from the AI',
  mute: 'Mute, or speak again',
  hold: 'Hold, or resume',
  keypad: 'Keypad',
  end: 'End the call',
  phone: 'Into the phone, and back',
  palette: 'Search and do anything',
  help: 'This list',
  paste: 'Open the phone with a pasted number',
};

const en = {
  title: 'Keyboard shortcuts',
  text: 'Work without the mouse. What gets in your way can be switched off; it is kept for you in every browser.',
  groups: { calls: 'In calls', app: 'Everywhere' },
  names: shortcuts,
  isOn: (name: string) => `${name}: on`,
  notSaved: 'Not saved, the shortcut is as it was',
};

const frShortcuts: Record<ShortcutId, string> = {
  accept: 'Répondre à l’appel qui sonne',
  decline: 'Le refuser',
  take_over: 'Prendre le relais de l’IA',
  mute: 'Couper ou rétablir le micro',
  hold: 'Mettre en attente, ou reprendre',
  keypad: 'Clavier',
  end: 'Raccrocher',
  phone: 'Aller au téléphone, et revenir',
  palette: 'Chercher et tout faire',
  help: 'Cette liste',
  paste: 'Ouvrir le téléphone avec un numéro collé',
};

const fr: Translated<typeof en> = {
  title: 'Raccourcis clavier',
  text: 'Travaillez sans la souris. Ce qui vous gêne peut être désactivé ; le choix vous suit dans chaque navigateur.',
  groups: { calls: 'En appel', app: 'Partout' },
  names: frShortcuts,
  isOn: (name) => `${name} : actif`,
  notSaved: 'Non enregistré, le raccourci est comme avant',
};

/** What the keys do. */
export const shortcutCopy = liveCopy({ en, fr });
