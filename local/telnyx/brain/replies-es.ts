import type { Replies } from './replies-shape.ts';

const list = (labels: string[], joint = 'o'): string =>
  labels.length < 2
    ? labels.join('')
    : `${labels.slice(0, -1).join('; ')}; ${joint} ${labels.at(-1)}`;

export const esReplies: Replies = {
  generatedGreeting: (business, assistant) =>
    `Hola, soy ${assistant === '' ? 'el asistente virtual' : assistant}${business === '' ? '' : ` de ${business}`}. Soy una IA. ¿En qué puedo ayudarle?`,
  cannotHelp: 'Lo siento, no puedo ayudarle.',
  hello: 'Hola.',
  howCanIHelp: '¿En qué puedo ayudarle?',
  anythingElse: '¿Puedo ayudarle en algo más?',
  goOn: 'Claro. ¿De qué se trata?',
  welcome: 'De nada.',
  goodbye: 'Gracias por llamar. Adiós.',
  apology: 'Lo siento, eso no funcionó.',
  sorryNotUnderstood: 'Lo siento, no le entendí bien.',
  dontKnow: 'Lo siento, no lo sé.',
  youSaid: (fact) => `Usted me dijo: ${fact}`,
  iAmAnAi: () => 'Soy una IA, el asistente virtual. Puedo llamar a una persona si quiere.',
  today: (today) => `Hoy es ${today}.`,
  hours: (hours) => `Nuestro horario es: ${hours}.`,
  hoursUnknown: 'Lo siento, no tengo aquí nuestro horario.',
  askProblem: '¿Cuál es el problema?',
  askWhen: '¿Cuándo le vendría bien?',
  askOtherDay: '¿Qué otro día le vendría bien?',
  askNewTime: (service, label) => `Veo su visita, ${service}, ${label}. ¿Qué día prefiere?`,
  offer: (labels) =>
    labels.length === 1
      ? `Tengo ${labels[0]}. ¿Le viene bien?`
      : `Tengo ${list(labels)}. ¿Cuál prefiere?`,
  whichSlot: (labels) => `¿Cuál prefiere: ${list(labels)}?`,
  notOffered: 'No tengo esa hora.',
  nothingFree: 'Lo siento, no hay nada libre entonces.',
  slotTaken: 'Lo siento, esa hora se acaba de ocupar.',
  lookAgain: 'Lo siento, voy a mirar otra vez.',
  askName: '¿Me dice su nombre, por favor?',
  nameNeeded: 'Necesito un nombre para la visita.',
  confirmBooking: (what, label, name) =>
    `${what}, ${label}${name === null ? '' : `, a nombre de ${name}`}, ¿es correcto?`,
  confirmMove: (what, label) => `Cambio su visita, ${what}, a ${label}, ¿es correcto?`,
  confirmCancel: (what, label) => `Cancelo su visita, ${what}, ${label}, ¿es correcto?`,
  askChange: '¿Qué cambio, el día o la hora?',
  booked: (what, label, technician) =>
    `Queda reservado: ${what}, ${label}${technician === null ? '' : `, con ${technician}`}.`,
  moved: (what, label) => `Listo. Su visita, ${what}, es ahora ${label}.`,
  cancelled: (what, label) => `Su visita, ${what}, ${label}, queda cancelada.`,
  dropped: 'De acuerdo, no he reservado nada.',
  kept: 'De acuerdo, todo queda como está.',
  noVisitsVisible: 'Lo siento, no veo ninguna cita para este número.',
  noVisits: 'No veo ninguna visita próxima para usted.',
  unknownVisit: 'Lo siento, no encuentro esa visita.',
  visits: (visits) => `Veo ${list(visits, 'y')}.`,
  whichVisit: '¿Cuál de ellas?',
  visit: (service, label) => `${service}, ${label}`,
  cannotBook: 'Lo siento, no puedo reservar visitas.',
  cannotChange: 'Lo siento, no puedo cambiar visitas.',
  declined: 'Lo siento, no hacemos ese trabajo.',
  notAllowed: 'Lo siento, no se me permite hacer eso.',
  askPriceFor: '¿De qué servicio quiere saber el precio?',
  price: (service, price) => `${service}: ${price}.`,
  notOnList: 'Lo siento, eso no está en nuestra lista de precios.',
  noPrices: 'Lo siento, no puedo dar precios.',
  offerBoth: 'Puedo tomar un mensaje, o pedir que le llamen. ¿Qué prefiere?',
  offerMessage: '¿Quiere que tome un mensaje?',
  offerCallBack: '¿Quiere que alguien le llame?',
  offerPerson: '¿Quiere que llame a una persona?',
  offerNothing: 'Por favor, vuelva a llamar en nuestro horario.',
  askMessage: '¿Qué mensaje dejo?',
  askCallBackReason: '¿De qué se trata?',
  messageTaken: 'He dejado su mensaje.',
  callBackNoted: (minutes) =>
    minutes === null
      ? 'Alguien le devolverá la llamada.'
      : `Alguien le devolverá la llamada en menos de ${minutes} minutos.`,
  someoneWillCall: 'Lo siento, eso tampoco funcionó. Una persona le devolverá la llamada.',
  safety: 'Primero póngase a salvo. Si hay peligro, salga y llame a los servicios de emergencia.',
  safetyGas:
    'Salga ahora mismo del edificio, no toque ningún interruptor y llame a los servicios de emergencia desde fuera.',
  ringing: 'Estoy llamando a alguien para usted. No cuelgue, por favor.',
  ringingAlready: 'Ya estoy llamando a alguien. No cuelgue, por favor.',
  stillRinging: [
    'Sigo intentando encontrar a alguien.',
    'Gracias por esperar. Sigo intentando encontrar a alguien.',
  ],
  cannotFetch: 'Lo siento, no puedo pasarle con una persona.',
  nobodyFree: 'Lo siento, nadie está libre en este momento.',
  back: (openPoint) =>
    openPoint === null
      ? 'Estoy de vuelta. ¿En qué puedo ayudarle?'
      : `Estoy de vuelta. ${openPoint}`,
  idle: ['¿Sigue ahí?', 'No le oigo. ¿Sigue en la línea?'],
  idleGoodbye: 'Sigo sin oír nada, así que voy a colgar. Vuelva a llamar. Adiós.',
  toolSaid: (answer) => `La herramienta respondió: ${answer}`,
};
