import { liveCopy, type Translated } from '@/lib/live-copy.ts';

const en = {
  microphone: 'Microphone',
  microphoneTest: 'Test the microphone',
  microphoneStop: 'Stop the test',
  microphoneSpeak: 'Speak: the bar follows your voice.',
  microphoneSilent: 'No sound arrives. Is the right microphone chosen, and not muted?',
  microphoneHeard: 'The microphone works.',
  level: 'Microphone level',
  ring: 'Ring',
  ringText: 'Plays for two seconds over this computer’s loudspeaker.',
  notifications: 'Desktop notifications',
  notificationsOn: 'On. They appear while another window is in front.',
  notificationsOff: 'Off. They tell you of a call while another window is in front.',
  notificationsDenied:
    'Blocked. Click the sign left of the address and allow notifications, then reload.',
  notificationsUnsupported: 'This browser has none.',
  enable: 'Enable notifications',
  readiness: 'This browser',
  keyboard: 'Keyboard',
  shortcutsSwitch: 'Keyboard shortcuts for calls',
} as const;

const fr: Translated<typeof en> = {
  microphone: 'Micro',
  microphoneTest: 'Essayer le micro',
  microphoneStop: 'Arrêter l’essai',
  microphoneSpeak: 'Parlez : la barre suit votre voix.',
  microphoneSilent: 'Aucun son n’arrive. Est-ce le bon micro, et n’est-il pas coupé ?',
  microphoneHeard: 'Le micro fonctionne.',
  level: 'Niveau du micro',
  ring: 'Sonnerie',
  ringText: 'Joue deux secondes sur le haut-parleur de cet ordinateur.',
  notifications: 'Notifications du bureau',
  notificationsOn: 'Activées. Elles paraissent quand une autre fenêtre est devant.',
  notificationsOff: 'Désactivées. Elles annoncent un appel quand une autre fenêtre est devant.',
  notificationsDenied:
    'Bloquées. Cliquez sur le symbole à gauche de l’adresse et autorisez les notifications, puis rechargez.',
  notificationsUnsupported: 'Ce navigateur n’en a pas.',
  enable: 'Activer les notifications',
  readiness: 'Ce navigateur',
  keyboard: 'Clavier',
  shortcutsSwitch: 'Raccourcis clavier pour les appels',
};

/** The texts of the device settings. */
export const deviceCopy = liveCopy({ en, fr });
