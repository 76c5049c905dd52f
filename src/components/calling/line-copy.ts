import type { LineQuality } from '@/calling/call-quality.ts';
import type { AudioRole } from '@/calling/ports.ts';
import { de } from '@/lib/french.ts';
import { liveCopy, type Translated } from '@/lib/live-copy.ts';

type Trouble = Exclude<LineQuality, 'good' | 'cut'>;

const en = {
  quality: {
    losing_in: (party: string) =>
      `Your network is losing packets: you hear ${party} in pieces. A cable, or coming closer to the Wi-Fi, helps.`,
    losing_out: (party: string) =>
      `Your network is losing packets: ${party} hears you in pieces. A cable, or coming closer to the Wi-Fi, helps.`,
    slow: (party: string) =>
      `Your network is slow: ${party} hears you late. Leave pauses, and stop large downloads.`,
    far_silent: (party: string) =>
      `No sound comes from ${party}’s line. Your network is fine. Ask whether ${party} still hears you.`,
  } satisfies Record<Trouble, (party: string) => string>,
  microphone: {
    mic_denied: (party: string) =>
      `${party} cannot hear you: the browser blocks the microphone. Click the sign left of the address and allow it.`,
    mic_missing: (party: string) =>
      `${party} cannot hear you: there is no microphone. Plug one in, and it is used at once.`,
  },
  missing: {
    microphone: (device: string) =>
      `${device} is gone. You speak into this computer’s own microphone until it is back.`,
    speaker: (device: string) =>
      `${device} is gone. You hear the call over this computer’s own loudspeaker until it is back.`,
    ringer: (device: string) =>
      `${device} is gone. Calls ring over this computer’s own loudspeaker until it is back.`,
  } satisfies Record<AudioRole, (device: string) => string>,
  /** A device without a name. */
  device: 'The chosen device',
  chooseDevices: 'Microphone and loudspeaker',
  pick: {
    microphone: 'Microphone',
    speaker: 'Calls are heard over',
    ringer: 'Calls ring over',
  } satisfies Record<AudioRole, string>,
  computers: 'This computer’s choice',
  gone: (device: string) => `${device} (not plugged in)`,
  outputUnsupported: 'This browser plays sound where the computer sends it.',
  speaker: 'Loudspeaker',
  speakerTest: 'Play a test sound',
  speakerText: 'Where you hear the other side.',
  connection: 'Connection',
  connectionText:
    'Calls the telephone network for five seconds and measures. Nobody’s phone rings.',
  connectionTest: 'Test the connection',
  connectionRuns: 'Measuring, five seconds',
  connectionVerdict: {
    good: 'Good. Calls will sound clear from here.',
    poor: 'Weak. Callers will hear gaps: use a cable, or come closer to the Wi-Fi.',
    blocked:
      'Blocked. A firewall keeps sound from the telephone network: ask whoever looks after it to allow UDP.',
    unknown: 'It could not be measured. Is a call running, or the telephone still connecting?',
  },
} as const;

const fr: Translated<typeof en> = {
  quality: {
    losing_in: (party) =>
      `Votre réseau perd des paquets : vous entendez ${party} par bribes. Un câble, ou se rapprocher du Wi-Fi, aide.`,
    losing_out: (party) =>
      `Votre réseau perd des paquets : ${party} vous entend par bribes. Un câble, ou se rapprocher du Wi-Fi, aide.`,
    slow: (party) =>
      `Votre réseau est lent : ${party} vous entend en retard. Laissez des pauses et arrêtez les gros téléchargements.`,
    far_silent: (party) =>
      `Aucun son ne vient de la ligne ${de(party)}. Votre réseau va bien. Demandez si l’on vous entend encore.`,
  },
  microphone: {
    mic_denied: (party) =>
      `${party} ne vous entend pas : le navigateur bloque le micro. Cliquez sur le symbole à gauche de l’adresse et autorisez-le.`,
    mic_missing: (party) =>
      `${party} ne vous entend pas : il n’y a pas de micro. Branchez-en un, il sert aussitôt.`,
  },
  missing: {
    microphone: (device) =>
      `${device} n’est plus là. Vous parlez dans le micro de l’ordinateur jusqu’à son retour.`,
    speaker: (device) =>
      `${device} n’est plus là. Vous entendez l’appel sur le haut-parleur de l’ordinateur jusqu’à son retour.`,
    ringer: (device) =>
      `${device} n’est plus là. Les appels sonnent sur le haut-parleur de l’ordinateur jusqu’à son retour.`,
  },
  device: 'L’appareil choisi',
  chooseDevices: 'Micro et haut-parleur',
  pick: {
    microphone: 'Micro',
    speaker: 'Les appels s’entendent sur',
    ringer: 'Les appels sonnent sur',
  },
  computers: 'Le choix de l’ordinateur',
  gone: (device) => `${device} (non branché)`,
  outputUnsupported: 'Ce navigateur joue le son là où l’ordinateur l’envoie.',
  speaker: 'Haut-parleur',
  speakerTest: 'Jouer un son d’essai',
  speakerText: 'Où vous entendez l’autre personne.',
  connection: 'Connexion',
  connectionText:
    'Appelle le réseau téléphonique pendant cinq secondes et mesure. Aucun téléphone ne sonne.',
  connectionTest: 'Essayer la connexion',
  connectionRuns: 'Mesure, cinq secondes',
  connectionVerdict: {
    good: 'Bonne. Les appels seront clairs d’ici.',
    poor: 'Faible. Les appelants entendront des trous : prenez un câble, ou rapprochez-vous du Wi-Fi.',
    blocked: 'Bloquée. Un pare-feu retient le son : demandez à qui s’en occupe de permettre l’UDP.',
    unknown:
      'La mesure n’a pas pu se faire. Un appel est-il en cours, ou le téléphone se connecte-t-il encore ?',
  },
};

/** The words for how a call sounds here, and for the devices that it goes through. */
export const lineCopy = liveCopy({ en, fr });
