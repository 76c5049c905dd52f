import { de } from '@/lib/french.ts';
import { liveCopy, type Translated } from '@/lib/live-copy.ts';

/** What a sentence about an event can name; a name is null where the log does not tell. */
export interface EventFacts {
  /** Who did it. */
  who: string | null;
  /** Whose browser it concerns. */
  agent: string | null;
  outside: string;
  party: string | null;
  /** Whom it rings at; null: everybody. */
  names: readonly string[] | null;
  to: string | null;
  reason: string | null;
  text: string | null;
  kind: string | null;
  code: string | null;
  /** How it was ended at Telnyx: the outside party's doing, ours, or unknown. */
  endedBy: 'outside' | 'us' | null;
  count: number;
  seconds: number;
}

type Words = Readonly<Record<string, (facts: EventFacts) => string>>;

const someone = (name: string | null) => name ?? 'A colleague';
const list = (names: readonly string[]) => new Intl.ListFormat('en-CA').format(names);
const because = (reason: string | null) => (reason ? `: ${reason}` : '');

const events: Words = {
  'leg.initiated.external.inbound': ({ outside }) => `${outside} called`,
  'leg.initiated.external.outbound': ({ outside }) => `Ringing at ${outside}`,
  'leg.initiated.agent': ({ agent }) => `Ringing ${agent ?? 'a colleague'}’s browser`,
  'leg.initiated.forward': () => 'Ringing the mobile',
  'leg.initiated.party': ({ party }) => `Ringing ${party ?? 'a further party'}`,
  'leg.dialled': () => 'Telnyx took the dial',
  'leg.answered.external.outbound': ({ outside }) => `${outside} answered`,
  'leg.answered.external': ({ outside }) => `Answered towards ${outside}`,
  'leg.answered.agent': ({ agent }) => `${agent ?? 'A colleague'}’s browser answered`,
  'leg.answered.forward': () => 'The mobile answered',
  'leg.answered.party': ({ party }) => `${party ?? 'The further party'} is on the line`,
  'leg.bridged.agent': ({ agent, outside }) => `${someone(agent)} and ${outside} hear each other`,
  'leg.bridged': ({ outside }) => `${outside} was joined with us`,
  'leg.paired': () => 'Telnyx took the join',
  'leg.speech_ended': () => 'What we said was heard to its end',
  'leg.joined': ({ agent, outside }) => `${agent ?? outside} came into the room`,
  'leg.left': ({ agent, outside }) => `${agent ?? outside} left the room`,
  'leg.held': ({ agent, outside }) => `${agent ?? outside} hears music`,
  'leg.unheld': ({ agent, outside }) => `${agent ?? outside} hears music no more`,
  'leg.ended.external': ({ outside, endedBy }) =>
    endedBy === 'outside'
      ? `${outside} hung up`
      : endedBy === 'us'
        ? 'We hung up'
        : 'The call ended',
  'leg.ended.agent': ({ agent }) => `${agent ?? 'A colleague'}’s browser left the call`,
  'leg.ended.forward': () => 'The mobile left the call',
  'leg.ended.party': ({ party }) => `${party ?? 'The further party'} left`,
  'call.placed': ({ who, outside }) => `${someone(who)} called ${outside}`,
  'call.claimed': ({ who }) => `${someone(who)} accepted`,
  'call.declined': ({ who }) => `${someone(who)} declined`,
  'call.routed': ({ seconds }) => `On this line the AI answers after ${seconds} s`,
  'call.test_began': () => 'A call of the health check',
  'call.hangup_requested': ({ who }) => `${someone(who)} ended the call`,
  'call.parked': ({ who }) => `${someone(who)} parked the call`,
  'call.merged': ({ who }) => `${someone(who)} brought this call into another`,
  'ring.step_began': ({ names }) =>
    names === null || names.length === 0 ? 'Rang everybody' : `Rang ${list(names)}`,
  'ring.timed_out': () => 'Nobody answered in time',
  'connect.timed_out': ({ agent }) => `${agent ?? 'A colleague'}’s browser did not pick up in time`,
  'command.failed': ({ kind, code }) =>
    `Telnyx refused: ${kind ?? 'a command'}${code ? ` (${code})` : ''}`,
  'ai.requested': ({ who, reason }) =>
    who ? `${who} sent the call to the AI` : (reason ?? 'The AI takes the call'),
  'ai.started': () => 'The AI answered',
  'ai.stopped': () => 'The AI let go of the caller',
  'ai.ended': () => 'The AI’s conversation ended',
  'ai.start_timed_out': () => 'The AI did not start in time',
  'person.requested': ({ text }) => `The AI asked for a person${because(text)}`,
  'person.timed_out': () => 'Nobody came when the AI asked',
  'message.began': ({ text }) => `Played the message${text ? `: “${text}”` : ''}`,
  'message.timed_out': () => 'Nothing told that the message was heard',
  'forward.wanted': ({ to }) => `To be sent to the mobile${to ? ` ${to}` : ''}`,
  'forward.allowed': () => 'The forwarding is paid for',
  'forward.refused': () => 'A limit stood against the forwarding',
  'forward.timed_out': () => 'The mobile did not answer',
  'room.opened': () => 'A room for more than two was opened',
  'hold.began': ({ who, party, outside }) => `${someone(who)} put ${party ?? outside} on hold`,
  'hold.ended': ({ who }) => `${someone(who)} took them off hold`,
  'agent.left': ({ who }) => `${someone(who)} left the call`,
  'handoff.began.transfer': ({ who, to }) =>
    `${someone(who)} sent the call to ${to ?? 'somebody else'}`,
  'handoff.began.returned': ({ to }) => `Not taken, back to ${to ?? 'whoever sent it'}`,
  'handoff.began.parked': () => 'Nobody picked it up: it rings again',
  'handoff.began.lost': ({ who }) => `${someone(who)}’s browser was gone: it rings again`,
  'handoff.began': () => 'The call waits for somebody to take it on',
  'party.asked': ({ who, party }) => `${someone(who)} asked ${party ?? 'somebody'} in`,
  'party.asked.consult': ({ who, party }) => `${someone(who)} consulted ${party ?? 'somebody'}`,
  'party.asked.transfer': ({ who, party }) =>
    `${someone(who)} rang ${party ?? 'somebody'} to hand the call over`,
  'party.asked.supervisor': ({ who }) => `${someone(who)} listens in`,
  'party.accepted': ({ who }) => `${someone(who)} accepted`,
  'party.declined': ({ who }) => `${someone(who)} declined`,
  'party.removed': ({ who, party }) => `${someone(who)} let ${party ?? 'the further party'} go`,
  'party.timed_out': ({ party }) => `${party ?? 'The further party'} did not answer`,
  'party.mode_changed': ({ party }) => `${party ?? 'The supervisor'} changed who hears them`,
  'digits.pressed': ({ who, count }) =>
    `${someone(who)} pressed ${count} ${count === 1 ? 'key' : 'keys'}`,
};

const en = {
  events,
  commands: {
    answer: 'Answer the call',
    dial_agent: 'Ring the browser',
    dial_external: 'Dial the number',
    dial_forward: 'Dial the mobile',
    dial_party: 'Dial a further party',
    say: 'Speak a message',
    hangup: 'Hang up a leg',
    bridge: 'Join two legs',
    play_ringback: 'Play the ringing tone',
    stop_ringback: 'Stop the ringing tone',
    start_ai: 'Start the AI',
    stop_ai: 'Stop the AI',
    tell_ai: 'Tell the AI something',
    apologise: 'Apologise and hang up',
    start_transcription: 'Write down what is said',
    open_room: 'Open the room',
    join_room: 'Bring a leg into the room',
    leave_room: 'Take a leg out of the room',
    hold_leg: 'Play music to a leg',
    unhold_leg: 'Stop the music',
    switch_supervisor: 'Change who hears the supervisor',
    send_digits: 'Send the keys',
  } as Readonly<Record<string, string>>,
  causes: {
    call_rejected: 'rejected',
    normal_clearing: 'hung up',
    originator_cancel: 'hung up before an answer',
    timeout: 'rang in vain',
    time_limit: 'time limit',
    user_busy: 'busy',
    not_found: 'no such number',
    no_answer: 'no answer',
    unspecified: 'no reason told',
    lost: 'Telnyx no longer knew it',
  } as Readonly<Record<string, string>>,
  /** Where nobody wrote a sentence: the words of the name, as `Party asked`. */
  ignored: (reason: string) => `Told too late or twice, changed nothing (${reason})`,
} as const;

const quelquun = (name: string | null) => name ?? 'Un collègue';
const liste = (names: readonly string[]) => new Intl.ListFormat('fr-CA').format(names);
const browserOf = (name: string | null) =>
  name ? `Le navigateur ${de(name)}` : 'Le navigateur d’un collègue';

const frEvents: Words = {
  'leg.initiated.external.inbound': ({ outside }) => `${outside} a appelé`,
  'leg.initiated.external.outbound': ({ outside }) => `Ça sonne chez ${outside}`,
  'leg.initiated.agent': ({ agent }) =>
    agent ? `Sonne dans le navigateur ${de(agent)}` : 'Sonne dans le navigateur d’un collègue',
  'leg.initiated.forward': () => 'Le cellulaire sonne',
  'leg.initiated.party': ({ party }) => `Ça sonne chez ${party ?? 'une autre personne'}`,
  'leg.dialled': () => 'Telnyx a pris la composition',
  'leg.answered.external.outbound': ({ outside }) => `${outside} a répondu`,
  'leg.answered.external': ({ outside }) => `Ligne ouverte vers ${outside}`,
  'leg.answered.agent': ({ agent }) => `${browserOf(agent)} a répondu`,
  'leg.answered.forward': () => 'Le cellulaire a répondu',
  'leg.answered.party': ({ party }) => `${party ?? 'L’autre personne'} est en ligne`,
  'leg.bridged.agent': ({ agent, outside }) => `${quelquun(agent)} et ${outside} s’entendent`,
  'leg.bridged': ({ outside }) => `Nous sommes en ligne avec ${outside}`,
  'leg.paired': () => 'Telnyx a accepté la jonction',
  'leg.speech_ended': () => 'Notre message a été entendu jusqu’au bout',
  'leg.joined': ({ agent, outside }) => `${agent ?? outside} a rejoint la salle`,
  'leg.left': ({ agent, outside }) => `${agent ?? outside} a quitté la salle`,
  'leg.held': ({ agent, outside }) => `${agent ?? outside} entend de la musique`,
  'leg.unheld': ({ agent, outside }) => `${agent ?? outside} n’entend plus la musique`,
  'leg.ended.external': ({ outside, endedBy }) =>
    endedBy === 'outside'
      ? `${outside} a raccroché`
      : endedBy === 'us'
        ? 'Nous avons raccroché'
        : 'L’appel a pris fin',
  'leg.ended.agent': ({ agent }) => `${browserOf(agent)} a quitté l’appel`,
  'leg.ended.forward': () => 'Le cellulaire a quitté l’appel',
  'leg.ended.party': ({ party }) => `${party ?? 'L’autre personne'} a quitté l’appel`,
  'call.placed': ({ who, outside }) => `${quelquun(who)} a appelé ${outside}`,
  'call.claimed': ({ who }) => `${quelquun(who)} a accepté`,
  'call.declined': ({ who }) => `${quelquun(who)} a refusé`,
  'call.routed': ({ seconds }) => `Sur cette ligne, l’IA répond après ${seconds} s`,
  'call.test_began': () => 'Un appel de la vérification du système',
  'call.hangup_requested': ({ who }) => `${quelquun(who)} a mis fin à l’appel`,
  'call.parked': ({ who }) => `${quelquun(who)} a stationné l’appel`,
  'call.merged': ({ who }) => `${quelquun(who)} a joint cet appel à un autre`,
  'ring.step_began': ({ names }) =>
    names === null || names.length === 0
      ? 'A sonné chez tout le monde'
      : `A sonné chez ${liste(names)}`,
  'ring.timed_out': () => 'Personne n’a répondu à temps',
  'connect.timed_out': ({ agent }) => `${browserOf(agent)} n’a pas décroché à temps`,
  'command.failed': ({ kind, code }) =>
    `Telnyx a refusé : ${kind ?? 'une commande'}${code ? ` (${code})` : ''}`,
  'ai.requested': ({ who, reason }) =>
    who ? `${who} a envoyé l’appel à l’IA` : (reason ?? 'L’IA prend l’appel'),
  'ai.started': () => 'L’IA a répondu',
  'ai.stopped': () => 'L’IA a laissé l’appelant',
  'ai.ended': () => 'La conversation de l’IA a pris fin',
  'ai.start_timed_out': () => 'L’IA n’a pas démarré à temps',
  'person.requested': ({ text }) => `L’IA a demandé une personne${text ? ` : ${text}` : ''}`,
  'person.timed_out': () => 'Personne n’est venu quand l’IA l’a demandé',
  'message.began': ({ text }) => `A fait entendre le message${text ? ` : « ${text} »` : ''}`,
  'message.timed_out': () => 'Rien n’indique que le message a été entendu',
  'forward.wanted': ({ to }) => `À envoyer au cellulaire${to ? ` ${to}` : ''}`,
  'forward.allowed': () => 'Le transfert vers le cellulaire est payé',
  'forward.refused': () => 'Une limite a empêché l’envoi au cellulaire',
  'forward.timed_out': () => 'Le cellulaire n’a pas répondu',
  'room.opened': () => 'Une salle pour plus de deux a été ouverte',
  'hold.began': ({ who, party, outside }) =>
    `${quelquun(who)} a mis ${party ?? outside} en attente`,
  'hold.ended': ({ who }) => `${quelquun(who)} a repris l’appel`,
  'agent.left': ({ who }) => `${quelquun(who)} a quitté l’appel`,
  'handoff.began.transfer': ({ who, to }) =>
    `${quelquun(who)} a transféré l’appel à ${to ?? 'quelqu’un d’autre'}`,
  'handoff.began.returned': ({ to }) =>
    to ? `Non pris, retour à ${to}` : 'Non pris, retour à l’expéditeur',
  'handoff.began.parked': () => 'Personne ne l’a repris : ça sonne de nouveau',
  'handoff.began.lost': ({ who }) => `${browserOf(who)} a disparu : ça sonne de nouveau`,
  'handoff.began': () => 'L’appel attend que quelqu’un le prenne',
  'party.asked': ({ who, party }) => `${quelquun(who)} a invité ${party ?? 'quelqu’un'}`,
  'party.asked.consult': ({ who, party }) => `${quelquun(who)} a consulté ${party ?? 'quelqu’un'}`,
  'party.asked.transfer': ({ who, party }) =>
    `${quelquun(who)} a appelé ${party ?? 'quelqu’un'} pour lui passer l’appel`,
  'party.asked.supervisor': ({ who }) => `${quelquun(who)} écoute`,
  'party.accepted': ({ who }) => `${quelquun(who)} a accepté`,
  'party.declined': ({ who }) => `${quelquun(who)} a refusé`,
  'party.removed': ({ who, party }) => `${quelquun(who)} a libéré ${party ?? 'l’autre personne'}`,
  'party.timed_out': ({ party }) => `${party ?? 'L’autre personne'} n’a pas répondu`,
  'party.mode_changed': ({ party }) => `${party ?? 'Le superviseur'} a changé qui l’entend`,
  'digits.pressed': ({ who, count }) =>
    `${quelquun(who)} a appuyé sur ${count} ${count === 1 ? 'touche' : 'touches'}`,
};

const fr: Translated<typeof en> = {
  events: frEvents,
  commands: {
    answer: 'Répondre à l’appel',
    dial_agent: 'Faire sonner le navigateur',
    dial_external: 'Composer le numéro',
    dial_forward: 'Composer le cellulaire',
    dial_party: 'Appeler une autre personne',
    say: 'Dire un message',
    hangup: 'Raccrocher une branche',
    bridge: 'Relier deux branches',
    play_ringback: 'Faire entendre la sonnerie',
    stop_ringback: 'Arrêter la sonnerie',
    start_ai: 'Démarrer l’IA',
    stop_ai: 'Arrêter l’IA',
    tell_ai: 'Dire quelque chose à l’IA',
    apologise: 'S’excuser et raccrocher',
    start_transcription: 'Transcrire ce qui se dit',
    open_room: 'Ouvrir la salle',
    join_room: 'Amener une branche dans la salle',
    leave_room: 'Sortir une branche de la salle',
    hold_leg: 'Faire entendre de la musique',
    unhold_leg: 'Arrêter la musique',
    switch_supervisor: 'Changer qui entend le superviseur',
    send_digits: 'Envoyer les touches',
  },
  causes: {
    call_rejected: 'refusé',
    normal_clearing: 'raccroché',
    originator_cancel: 'raccroché avant une réponse',
    timeout: 'a sonné en vain',
    time_limit: 'limite de temps',
    user_busy: 'occupé',
    not_found: 'numéro inexistant',
    no_answer: 'pas de réponse',
    unspecified: 'aucune raison donnée',
    lost: 'Telnyx ne le connaissait plus',
  },
  ignored: (reason) => `Reçu trop tard ou deux fois, n’a rien changé (${reason})`,
};

/** What happened in a call, in sentences. */
export const eventCopy = liveCopy({ en, fr });
