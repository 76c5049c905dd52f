import type { Replies } from './replies-shape.ts';

const list = (labels: string[], joint = 'ou'): string =>
  labels.length < 2
    ? labels.join('')
    : `${labels.slice(0, -1).join(' ; ')} ; ${joint} ${labels.at(-1)}`;

export const frReplies: Replies = {
  generatedGreeting: (business, assistant) =>
    `Bonjour, ici ${assistant === '' ? "l'assistant virtuel" : assistant}${business === '' ? '' : ` de ${business}`}. Je suis une IA. Comment puis-je vous aider ?`,
  cannotHelp: 'Je suis désolé, je ne peux pas vous aider.',
  hello: 'Bonjour.',
  howCanIHelp: 'Comment puis-je vous aider ?',
  anythingElse: 'Puis-je faire autre chose pour vous ?',
  goOn: 'Bien sûr. De quoi s’agit-il ?',
  welcome: 'Je vous en prie.',
  goodbye: 'Merci de votre appel. Au revoir.',
  apology: "Je suis désolé, cela n'a pas fonctionné.",
  sorryNotUnderstood: "Je suis désolé, je n'ai pas bien compris.",
  dontKnow: 'Je suis désolé, je ne le sais pas.',
  youSaid: (fact) => `Vous m'avez dit : ${fact}`,
  iAmAnAi: () =>
    "Je suis une IA, l'assistant virtuel. Je peux appeler une personne si vous voulez.",
  today: (today) => `Nous sommes aujourd'hui : ${today}.`,
  hours: (hours) => `Voici nos heures : ${hours}.`,
  hoursUnknown: "Je suis désolé, je n'ai pas nos heures d'ouverture ici.",
  askProblem: 'Quel est le problème ?',
  askWhen: 'Quand est-ce que cela vous conviendrait ?',
  askOtherDay: 'Quel autre jour vous conviendrait ?',
  askNewTime: (service, label) =>
    `Je vois votre visite, ${service}, ${label}. Quel jour préférez-vous ?`,
  offer: (labels) =>
    labels.length === 1
      ? `J'ai ${labels[0]}. Est-ce que cela vous convient ?`
      : `J'ai ${list(labels)}. Que préférez-vous ?`,
  whichSlot: (labels) => `Que préférez-vous : ${list(labels)} ?`,
  notOffered: "Je n'ai pas ce créneau.",
  nothingFree: "Je suis désolé, il n'y a rien de libre à ce moment-là.",
  slotTaken: 'Je suis désolé, ce créneau vient d’être pris.',
  lookAgain: 'Je suis désolé, je regarde à nouveau.',
  askName: 'Quel est votre nom, s’il vous plaît ?',
  nameNeeded: "J'ai besoin d'un nom pour la visite.",
  confirmBooking: (what, label, name) =>
    `${what}, ${label}${name === null ? '' : `, pour ${name}`}, c'est bien ça ?`,
  confirmMove: (what, label) => `Je déplace votre visite, ${what}, à ${label}, c'est bien ça ?`,
  confirmCancel: (what, label) => `J'annule votre visite, ${what}, ${label}, c'est bien ça ?`,
  askChange: "Que dois-je changer, le jour ou l'heure ?",
  booked: (what, label, technician) =>
    `C'est réservé : ${what}, ${label}${technician === null ? '' : `, avec ${technician}`}.`,
  moved: (what, label) => `C'est fait. Votre visite, ${what}, est maintenant ${label}.`,
  cancelled: (what, label) => `Votre visite, ${what}, ${label}, est annulée.`,
  dropped: "Très bien, je n'ai rien réservé.",
  kept: 'Très bien, rien ne change.',
  noVisitsVisible: 'Je suis désolé, je ne vois aucun rendez-vous pour ce numéro.',
  noVisits: 'Je ne vois aucune visite à venir pour vous.',
  unknownVisit: 'Je suis désolé, je ne trouve pas cette visite.',
  visits: (visits) => `Je vois ${list(visits, 'et')}.`,
  whichVisit: 'De laquelle s’agit-il ?',
  visit: (service, label) => `${service}, ${label}`,
  cannotBook: 'Je suis désolé, je ne peux pas réserver de visite.',
  cannotChange: 'Je suis désolé, je ne peux pas modifier les visites.',
  declined: 'Je suis désolé, nous ne faisons pas ce travail.',
  notAllowed: "Je suis désolé, je n'ai pas le droit de faire cela.",
  askPriceFor: 'De quel service voulez-vous connaître le prix ?',
  price: (service, price) => `${service} : ${price}.`,
  notOnList: "Je suis désolé, ce n'est pas dans notre liste de prix.",
  noPrices: 'Je suis désolé, je ne peux pas donner de prix.',
  offerBoth: 'Je peux prendre un message, ou vous faire rappeler. Que préférez-vous ?',
  offerMessage: 'Voulez-vous que je prenne un message ?',
  offerCallBack: 'Voulez-vous que quelqu’un vous rappelle ?',
  offerPerson: "Voulez-vous que j'appelle une personne ?",
  offerNothing: "Rappelez s'il vous plaît pendant nos heures d'ouverture.",
  askMessage: 'Que dois-je transmettre ?',
  askCallBackReason: "C'est à quel sujet ?",
  messageTaken: "J'ai transmis votre message.",
  callBackNoted: (minutes) =>
    minutes === null
      ? 'Quelqu’un vous rappellera.'
      : `Quelqu’un vous rappellera d’ici ${minutes} minutes.`,
  someoneWillCall:
    "Je suis désolé, cela n'a pas fonctionné non plus. Une personne vous rappellera.",
  safety:
    "Mettez-vous d'abord en sécurité. En cas de danger, sortez et appelez les services d'urgence.",
  safetyGas:
    "Sortez tout de suite du bâtiment, ne touchez à aucun interrupteur, et appelez les services d'urgence de l'extérieur.",
  ringing: "J'appelle quelqu'un pour vous. Restez en ligne, s'il vous plaît.",
  ringingAlready: "J'appelle déjà quelqu'un. Restez en ligne, s'il vous plaît.",
  stillRinging: [
    "J'essaie toujours de joindre quelqu'un.",
    "Merci de patienter. J'essaie toujours de joindre quelqu'un.",
  ],
  cannotFetch: 'Je suis désolé, je ne peux pas vous passer une personne.',
  nobodyFree: "Je suis désolé, personne n'est libre en ce moment.",
  back: (openPoint) =>
    openPoint === null
      ? 'Je suis de retour. Comment puis-je vous aider ?'
      : `Je suis de retour. ${openPoint}`,
  idle: ['Êtes-vous toujours là ?', 'Je ne vous entends pas. Êtes-vous toujours en ligne ?'],
  idleGoodbye:
    "Je n'entends toujours rien, je raccroche donc. N'hésitez pas à rappeler. Au revoir.",
  toolSaid: (answer) => `L'outil a répondu : ${answer}`,
};
