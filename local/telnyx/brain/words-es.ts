import { pattern } from './normalise.ts';
import type { DateWords, Words } from './words-shape.ts';

const NUMBERS: Record<string, number> = {
  un: 1,
  una: 1,
  uno: 1,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  seis: 6,
  siete: 7,
  ocho: 8,
  nueve: 9,
  diez: 10,
  once: 11,
  doce: 12,
  trece: 13,
  catorce: 14,
  quince: 15,
  veinte: 20,
  veinticinco: 25,
  treinta: 30,
};
const NUMBER = `\\d{1,2}|${Object.keys(NUMBERS).toReversed().join('|')}`;
const MONTHS = [
  'enero',
  'febrero',
  'marzo',
  'abril',
  'mayo',
  'junio',
  'julio',
  'agosto',
  'septiembre|setiembre',
  'octubre',
  'noviembre',
  'diciembre',
];
const MONTH = MONTHS.join('|');
const DAY = '\\d{1,2}|primero|uno|diez|quince|veinticinco|veinte|treinta';

const dates: DateWords = {
  noTimes: pattern('buenos días|buenas (?:tardes|noches)|hasta mañana'),
  relative: [
    [pattern('pasado mañana'), 2],
    [pattern('(?<!la )(?<!esta )(?<!de )mañana'), 1],
    [pattern('hoy|esta noche|ahora(?: mismo)?|de inmediato|inmediatamente'), 0],
  ],
  weekdays: [
    pattern('lunes'),
    pattern('martes'),
    pattern('miércoles'),
    pattern('jueves'),
    pattern('viernes'),
    pattern('sábados?'),
    pattern('domingos?'),
  ],
  months: MONTHS.map((name) => pattern(name)),
  nextBefore: pattern('próximo'),
  nextAfter: pattern('(?:de la )?(?:próxima semana|semana próxima|semana que viene)|próximo'),
  thisWeek: pattern('esta semana|estos días|en los próximos días'),
  nextWeek: pattern('(?:la )?(?:próxima semana|semana (?:próxima|que viene|entrante|siguiente))'),
  weekend: pattern('(?:este |el |en el )?fin de semana'),
  anyTime: pattern(
    'cuando (?:sea|quiera|quieran|pueda|puedan)|cualquier (?:día|hora|momento)|lo (?:antes|más pronto|más rápido) posible|cuanto antes|lo antes que pueda~|(?:me )?da igual|no importa|sin preferencia|pronto|en cuanto pueda~',
  ),
  inDays: pattern(`(?:en|dentro de) (?<count>${NUMBER}) días?`),
  inWeeks: pattern(`(?:en|dentro de) (?<count>${NUMBER}) semanas?`),
  monthDays: [
    pattern(`(?:el )?(?:día )?(?<day>${DAY}) de (?<month>${MONTH})`),
    pattern(`el (?:día )?(?<day>\\d{1,2}|veinticinco|veinte|quince|treinta)`),
  ],
  morning: pattern(
    '(?:por|en|de|a) la mañana|esta mañana|temprano|antes del? (?:mediodía|almuerzo)|mañanas',
  ),
  afternoon: pattern(
    '(?:por|en|de|a) la tarde|esta tarde|tardes?|después del? (?:mediodía|almuerzo|comer)',
  ),
  evening: pattern('(?:por|en|de|a) la noche|esta noche|después del trabajo'),
  after: pattern(
    'después de(?: las?)?|a partir de(?: las?)?|desde(?: las?)?|no antes de(?: las?)?',
  ),
  before: pattern('antes de(?: las?)?|hasta(?: las?)?|a más tardar'),
  clock: [
    pattern(`(?:a )?las? (?<half>${NUMBER}) y media`),
    pattern(
      `(?<hour>${NUMBER})(?: (?<minute>\\d\\d|quince|treinta))? ?(?:(?<am>a ?m)|(?<pm>p ?m)|horas)`,
    ),
    pattern(
      `(?:a |de |sobre |hacia )?las? (?<hour>${NUMBER})(?:(?: y)? (?<minute>\\d\\d|quince|treinta|cuarto))?`,
    ),
    pattern('(?<hour>\\d{1,2}) (?<minute>[0134][05])'),
  ],
  bareHour: pattern(`(?<hour>${NUMBER.replace('|uno|una|un', '')})`),
  noon: pattern('(?<!del )(?<!antes de )(?:al )?mediodía'),
  numbers: { ...NUMBERS, primero: 1, cuarto: 15 },
  am: pattern('de la mañana|por la mañana|a ?m'),
  pm: pattern('de la (?:tarde|noche)|por la (?:tarde|noche)|p ?m|esta (?:tarde|noche)'),
  towards: pattern('a|al|para|hacia|mejor'),
};

export const esWords: Words = {
  stopWords:
    'el la los las un una unos unas de del que y o en por para con sin es está son soy estoy mi mis su sus yo usted ustedes me se lo le les no sí si hay tengo tiene quiero quisiera necesito puede pueden cuando cuándo qué cuánto cómo dónde hola gracias favor buenos buenas días tardes al ha he muy más pero cita a mañana tarde hoy lunes martes miércoles jueves viernes sábado domingo primero primera segundo segunda próxima próximo semana dos hora'
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .split(' '),
  emptyWords:
    'el la los las un una unos unas de del que y o u en por para con a al es esta estan son soy estoy mi mis mio su sus yo usted ustedes me se lo le les no si hay ha he cual cuales cuando que cuanto como donde quien dijo dice decir sabe saber hola gracias favor buenos buenas dias tardes este esto eso ese esa muy tu tus ella ellos nos nuestro'.split(
      ' ',
    ),
  endings: [
    'aciones',
    'acion',
    'amente',
    'ando',
    'iendo',
    'aron',
    'ados',
    'adas',
    'ado',
    'ada',
    'ar',
    'er',
    'ir',
    'es',
    'os',
    'as',
    'an',
    's',
    'o',
    'a',
    'e',
  ],
  intents: {
    yes: pattern(
      'sí(?! (?:puede|fuera|no|es|hay|usted|me|lo)(?!\\w))|claro(?: que sí)?|vale|de acuerdo|ok|okay|correcto|exacto|exactamente|así es|eso es|perfecto|por supuesto|está bien|muy bien|me (?:parece bien|sirve|va bien|queda bien)|bueno|confirmo|adelante|cómo no|desde luego|con gusto|dale|mm hm*',
    ),
    no: pattern(
      'no(?! (?:hay|tengo|funciona|importa|sale|calienta|prende|enciende|cierra|tenemos))|nada de eso|incorrecto|equivocad~|mal|no es|no está bien|espere|un momento|pero|tampoco',
    ),
    thanks: pattern('gracias|muchas gracias|se lo agradezco'),
    goodbye: pattern(
      'adiós|chao|chau|hasta (?:luego|pronto|mañana|la vista)|nos vemos|que (?:tenga|tengan|esté|pase) (?:un |una )?(?:buen|buena|buenas|bien|feliz)~(?: \\w+)?|(?:eso|esto) (?:es|sería|fue) todo|es todo|nada más|buen día adiós',
    ),
    greeting: pattern('hola|buenos días|buenas(?: tardes| noches)?|aló|qué tal'),
    emergency: pattern(
      'olor a gas|huele (?:\\w+ ){0,2}a gas|oler a gas|(?:fuga|escape) de gas|inund(?:ado|ada|ados|adas|ación|a|ando|ó)|agua (?:\\w+ )?por (?:todas partes|todos lados|todo)|chisp(?:a|as|azos?)|(?:tubería|tubo|caño|cañería)s? (?:\\w+ ){0,2}(?:reventad[ao]|reventó|rota|roto|explot~)|reventó (?:un|una|el|la) (?:tubería|tubo|caño)|humo|incendio|fuego|electrocut~|descarga eléctrica|sin calefacción .{0,60}(?:bebé|recién nacido|anciano|anciana|mayor)|(?:bebé|recién nacido) .{0,60}(?:sin|no hay) calefacción|monóxido|es una emergencia|(?:una|tengo una) emergencia|se (?:cae|cayó) el techo',
    ),
    person: pattern(
      'habl(?:ar|o) con (?:una? |el |la |algún |su )?(?:persona(?: real| de verdad)?|humano|ser humano|alguien|agente|operador|operadora|representante|encargado|jefe|dueño|técnico|plomero|fontanero|electricista|recepcionista|compañero)|persona (?:real|de verdad)|un (?:ser )?humano|ser humano|operador|operadora|un agente|un representante|páseme (?:con|a)|pásame (?:con|a)|comuníqueme|transfiérame|póngame con|una persona(?: por favor)?|alguien de verdad',
    ),
    robot: pattern(
      '(?:es|eres|usted es|estoy hablando con|hablo con|es usted|esto es) (?:usted )?(?:realmente )?(?:una? )?(?:robot|máquina|computadora|ordenador|ia|i a|inteligencia artificial|humano|humana|persona real|persona de verdad|persona|grabación|contestador)|quién (?:es usted|habla|es)|con quién (?:hablo|estoy hablando)',
    ),
    callBack: pattern(
      'devuélvame la llamada|(?:me )?(?:devuelv~|devolver~)(?: me)? la llamada|(?:que |puede |pueden |podría |podrían )*(?:me )?llam(?:e|en|arme|ar|ada|eme|enme|ame)(?: de vuelta| después| luego| más tarde| a)?(?= |$)|(?:alguien|usted|ustedes|ellos|él|ella) me llam(?:e|en|a)|vuelv(?:a|an) a llamar(?:me)?|volver a llamar(?:me)?|regres(?:e|en|ar)(?:me)? la llamada|llámeme|llámenme|llámame',
    ),
    message: pattern(
      'd[ií]g(?:a|an)le(?:s)?|dile(?:s)?|decirle(?:s)? (?:a|que)|dejar(?:le|les)? (?:un |el )?(?:mensaje|recado)|deje (?:un )?(?:mensaje|recado)|tom(?:ar|e) (?:un |mi )?(?:mensaje|recado)|pas(?:ar|e|arle) (?:un |el |este )?(?:mensaje|recado)|av[ií]s(?:e|en|ar)(?:le|les)? (?:a|que)|(?:un )?(?:mensaje|recado) (?:para|a)|un (?:mensaje|recado)(?: por favor)?',
    ),
    book: pattern(
      'cita|citas|reserv(?:ar|a|ación|e)|agend(?:ar|e|a)|visita|turno|hora disponible|(?:puede|pueden|podría|podrían) (?:usted |alguien |ustedes )?(?:venir|pasar|mandar|enviar|arreglar|reparar|revisar|ver|ayudar~)|venir|(?:manden|mande|envíen|envíe|mandar|enviar) (?:a )?(?:alguien|una?)|(?:necesito|quiero|quisiera|busco) (?:a )?(?:un |una )?(?:plomero|fontanero|electricista|técnico|reparación|servicio|visita|cita)|disponib(?:le|les|ilidad)|programar',
    ),
    problem: pattern(
      'fug(?:a|as)|gote(?:a|an|ra|ras|o|ando)|gotear|grifos?|llaves?(?: de agua| del agua)?|canillas?|desagües?|drenajes?|tapad[ao]s?|atascad[ao]s?|obstruid[ao]s?|fregaderos?|lavabos?|lavamanos|inodoros?|baños?|retretes?|sanitarios?|calentador(?:es)?|calentón|termo|agua caliente|calderas?|calefacción|calefactor|radiador(?:es)?|bombas?(?: de sumidero)?|sumidero|tuber[ií]as?|tubos?|cañer[ií]as?|caños?|lavaplatos|lavavajillas|lavadora|ducha|regadera|tina|bañera|sótano|enchufes?|tomacorrientes?|breakers?|disyuntor(?:es)?|interruptor(?:es)?|apagador(?:es)?|fusibles?|luz|luces|cableado|panel eléctrico|corriente|electricidad|termostato|válvula|averiad[ao]|avería|descompuest[ao]|rot[ao]s?|(?:no|ya no) (?:me )?(?:funciona|sirve|calienta|prende|enciende|cierra|sale|hay agua|hay luz|hay calefacción|hay agua caliente)|dejó de funcionar|sin (?:agua|luz|calefacción|corriente)|instal(?:ar|ación|en)|inspección|mantenimiento|repar(?:ar|ación|aciones)|arregl(?:ar|o|en)|gas',
    ),
    reschedule: pattern(
      '(?:mov|cambi|pospon|reprogram|reagend|aplaz|adelant|retras|modific)(?:er|ar|e|a|o|emos) (?:\\w+ ){0,3}(?:cita|visita|reserva|reservación|fecha|turno|hora)|mover (?:mi|la)|reprogramar|reagendar|posponer|(?:no puedo|no podré|no voy a poder) (?:ir|asistir|estar|cumplir|recibir~)|otr[ao] (?:día|fecha|hora) para (?:mi|la|nuestra) (?:cita|visita)',
    ),
    cancel: pattern(
      'cancel(?:ar|e|en|o|ación|ada|arla)|anular?|anule|ya no necesito (?:la|mi) (?:visita|cita)',
    ),
    myVisit: pattern(
      '(?:mi|mis|nuestra|nuestras) (?:próxima |otra )?(?:citas?|visitas?|reservas?)',
    ),
    forget: pattern(
      'olvíde(?:lo|se)|olvídalo|déjelo|déjalo|no importa|cambié de (?:opinión|idea)|ya no quiero|pare',
    ),
    price: pattern(
      'cuánto (?:cuesta|cuestan|vale|valen|cobra|cobran|sale|es|me|costaría|sería)|cuánto|precios?|costos?|coste|tarifas?|cobran?|presupuesto|caro|cotización',
    ),
    hours: pattern(
      '(?:están?|estarán?|es tarde para) (?:\\w+ ){0,2}(?:abiert[ao]s?|cerrad[ao]s?)|horarios?|horas de (?:atención|oficina|apertura)|(?:a qué hora|cuándo|hasta qué hora|desde qué hora) (?:\\w+ ){0,2}(?:abr~|cierr~|abiert~|atiend~|trabaj~)|abren?(?: el| los)?|abiertos? (?:el|hoy|mañana|ahora|los)|atienden (?:el|los|hoy)|trabajan (?:el|los|hoy)|a qué hora cierran',
    ),
    today: pattern(
      'qué (?:día|fecha) (?:es(?: hoy)?|estamos)|(?:a )?qué día (?:es|estamos)|cuál es la fecha|fecha de hoy|a cuánto estamos',
    ),
    repeat: pattern(
      'repet(?:ir|irlo|irme)|repit(?:a|e|alo|ame|amelo)|perdón|cómo dijo|qué dijo usted|otra vez|no (?:le )?(?:entendí|escuché|oí)|mande',
    ),
    question: pattern(
      '^ *(?:(?:y|pero|eh|este|bueno|ok|hola|sí|también|disculpe|oiga) +)*(?:qué|quién|cuál|cuáles|cuándo|dónde|por qué|cómo|cuánto|cuánta|cuántos|tienen|tiene|hacen|hace|puedo|pueden|puede|aceptan|acepta|hay|es|están|está|son)|quisiera saber|quiero saber|me puede decir|dígame (?:qué|cuál|cuándo|si|cuánto)|sabe si|recuérdeme',
    ),
    anyOfThem: pattern(
      'cualquiera(?: de (?:ell[ao]s|l[ao]s|es[ao]s))?|(?:me )?da igual|(?:me )?da lo mismo|el que (?:quiera|sea|usted)|la que (?:quiera|sea)|tod[ao]s me (?:sirven|van)|no importa|elija usted|escoja|el más (?:pronto|temprano)|lo antes posible|cuanto antes|sin preferencia',
    ),
    noneOfThem: pattern(
      'ningun[ao](?: de (?:ell[ao]s|l[ao]s|es[ao]s))?|ninguno|otra cosa|otr[ao]s? (?:horas?|días?|fechas?|opción|opciones|horarios?|momentos?)|(?:no me )(?:sirven?|van?|conviene~|queda~|funciona~)|ni (?:uno|una)',
    ),
    laterOnes: pattern(
      'más tarde|más adelante|después de eso|muy (?:pronto|temprano)|demasiado (?:pronto|temprano)',
    ),
    earlierOnes: pattern(
      'más temprano|antes(?! posible| de| del)|más pronto(?! posible)|demasiado tarde|muy tarde',
    ),
    refusesName: pattern(
      'no (?:le |se lo )?(?:quiero|voy a|prefiero) (?:dar|decir)~(?: mi nombre)?|prefiero no (?:dar|decir)~|anónimo|para qué (?:quiere|necesita)|no es asunto suyo',
    ),
  },
  fillers: pattern(
    'eh+|este|pues|bueno|mmm*|o sea|por favor|hola|buenos días|buenas tardes|buenas noches|buenas|aló|oiga|mire|gracias|muchas gracias|sí|ok|vale|disculpe|perdone|es que|la verdad|señor|señora|señorita',
  ),
  bookingFrame: pattern(
    '(?:yo )?(?:quiero|quisiera|necesito|me gustaría|querría|deseo|llamo|busco|estoy llamando|les llamo)(?: (?:hacer|pedir|sacar|agendar|reservar|programar|tener|concertar|que|vengan|venga|a|un|una|la|el|cita|visita|turno|plomero|fontanero|electricista|técnico|alguien|reparar|arreglar|revisen|arreglen|reparen))*(?: (?:para|por|porque|debido a|ya que))?|(?:puede|pueden|podría|podrían) (?:venir|pasar|mandar a alguien|enviar a alguien|ayudarme|arreglar|reparar|revisar|ver)(?: (?:para|a|por|con|arreglar|reparar|revisar|ver))*|(?:una? )?(?:cita|visita|turno)(?: para| por)?|(?:reservar|agendar)(?: (?:una? )?(?:cita|visita|turno))?(?: para| por)?|es (?:por|para)|para|por',
  ),
  nameSurely: pattern(
    'me llamo|mi nombre(?: completo)?(?: es)?|a nombre de|mi nombre y apellido~?(?: es| son)?',
  ),
  namePerhaps: pattern('soy|habla|le habla|de parte de|aquí|es'),
  addressFrame: pattern('mi dirección es|la dirección es|vivo en|vivimos en'),
  nameEnds: pattern(
    'y|yo|mi|que|llamo|de parte|para|por|el|la|un|una|con|a|al|en|es|gracias|necesito|tengo|quiero|quisiera|pero|se|le',
  ),
  priceFrame: pattern(
    'cuánto (?:cuesta|cuestan|vale|valen|cobra|cobran|sale|es|costaría|sería)?|(?:cuál|qué|es|son|el|la|los|las|precio|precios|costo|coste|tarifa|de|del|por|para|un|una|me|puede|decir|dice|tiene|cobran|cobra|quisiera|quiero|saber|usted|ustedes|ese|eso|esto|su|sus|en|favor|presupuesto|cotización|dar)',
  ),
  ordinals: [
    [pattern('(?:el |la )?(?:primer[ao]?|1ro|1ra)(?: opción| horario)?|la número uno'), 0],
    [
      pattern('(?:el |la )?(?:segund[ao]|2do|2da)(?: opción| horario)?|la número dos|la del medio'),
      1,
    ],
    [pattern('(?:el |la )?(?:tercer[ao]?|3ro|3ra)(?: opción| horario)?|la número tres'), 2],
    [pattern('(?:el |la )?(?:últim[ao])(?: opción| horario)?'), -1],
  ],
  dates,
  directives: {
    book: pattern(
      '(?:usted )?(?:nunca|no) (?:reserve|reserves|agende|agendes|haga|tome|haga reservas|acepte)(?: una?| ningun[ao])?(?: citas?| visitas?| reservas?| nada)?|(?:nunca|no) (?:reservar|agendar|tomar)(?: citas?| visitas?)?',
    ),
    price: pattern(
      '(?:usted )?(?:nunca|no) (?:dé|des|diga|digas|mencione|dar|decir)(?: los| ningún)?(?: precios?| tarifas?| costos?)',
    ),
    person: pattern(
      '(?:usted )?(?:nunca|no) (?:transfiera|transfieras|moleste|molestes|llame|pase|transferir|pasar)(?: a)?(?: las?| los?| ninguna| nadie| una| ningún)?(?: llamadas?| personas?| compañeros?| agente| agentes)?',
    ),
    cancel: pattern(
      '(?:usted )?(?:nunca|no) (?:cancele|canceles|cancelar)(?: las?| ninguna)?(?: citas?| visitas?| nada)?',
    ),
    reschedule: pattern(
      '(?:usted )?(?:nunca|no) (?:cambie|cambies|mueva|muevas|cambiar|mover)(?: las?| ninguna)?(?: citas?| visitas?| nada)?',
    ),
    tools: pattern(
      '(?:usted )?(?:nunca|no) (?:use|uses|usar|utilice|utilices)(?: las| ninguna| ningunas)?(?: herramientas?)|(?:rechace|rechaza|niegue) (?:todo|todas las peticiones)|no ayude(?:s)? a nadie|no haga(?:s)? nada',
    ),
    message: pattern(
      '(?:usted )?(?:nunca|no) (?:tome|tomes|acepte|tomar)(?: ningún)?(?: mensajes?| recados?)',
    ),
  },
  directiveTails: pattern(
    'bajo ninguna circunstancia|en ningún caso|nunca|jamás|para nadie|por teléfono|pase lo que pase|diga lo que diga.*|aunque .*',
  ),
  conditions: pattern('si|cuando|antes|después|sin|hasta|mientras|para'),
  offerMessage: pattern('mensajes?|recados?'),
  offerCall: pattern('llam~|la segunda'),
  problemEnds: pattern(
    'y|un|una|el|la|los|las|de|del|para|porque|con|que|es|hay|tengo|tenemos|se me|a|al|en|pero|o|mi|por',
  ),
  declines: pattern(
    '(?:nosotros )?no (?:trabajamos|hacemos|reparamos|arreglamos|instalamos|atendemos|tocamos)(?: con| en| sobre)?',
  ),
  listJoint: pattern('o|y|ni'),
};
