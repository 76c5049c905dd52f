import { pattern } from './normalise.ts';
import type { DateWords, Words } from './words-shape.ts';

const NUMBERS: Record<string, number> = {
  un: 1,
  une: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  six: 6,
  sept: 7,
  huit: 8,
  neuf: 9,
  dix: 10,
  onze: 11,
  douze: 12,
  treize: 13,
  quatorze: 14,
  quinze: 15,
  seize: 16,
  vingt: 20,
  trente: 30,
};
const NUMBER = `\\d{1,2}|dix sept|dix huit|dix neuf|${Object.keys(NUMBERS).toReversed().join('|')}`;
const MONTHS = [
  'janvier',
  'fevrier',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'aout',
  'septembre',
  'octobre',
  'novembre',
  'decembre',
];
const MONTH = MONTHS.join('|');
const DAY = '\\d{1,2}(?:er)?|premier|vingt cinq|vingt six|dix|quinze|vingt|trente';

const dates: DateWords = {
  noTimes: pattern('bonne (?:soirée|journée|matinée|fin de journée)|bon après-midi|à demain'),
  relative: [
    [pattern('après-demain|apres demain'), 2],
    [pattern('demain'), 1],
    [pattern("aujourd'hui|ce soir|tout de suite|maintenant|immédiatement"), 0],
  ],
  weekdays: [
    pattern('lundis?'),
    pattern('mardis?'),
    pattern('mercredis?'),
    pattern('jeudis?'),
    pattern('vendredis?'),
    pattern('samedis?'),
    pattern('dimanches?'),
  ],
  months: MONTHS.map((name) => pattern(name)),
  nextBefore: null,
  nextAfter: pattern('prochain|(?:de la )?semaine prochaine'),
  thisWeek: pattern('cette semaine|ces jours-ci|dans les prochains jours|ces prochains jours'),
  nextWeek: pattern("(?:la )?semaine (?:prochaine|d'après|qui vient|suivante)"),
  weekend: pattern('(?:ce |le |en )?(?:week-end|weekend|fin de semaine)'),
  anyTime: pattern(
    "n'importe (?:quand|quel jour|quelle heure)|quand vous (?:voulez|pouvez)|(?:le |au )?plus (?:tôt|vite)(?: possible)?|dès que possible|aussitôt que possible|(?:ça )?m'est égal|peu importe|pas de préférence|rapidement|bientôt|vite",
  ),
  inDays: pattern(`dans (?<count>${NUMBER}) jours?`),
  inWeeks: pattern(`dans (?<count>${NUMBER}) semaines?`),
  monthDays: [
    pattern(`(?:le )?(?<day>${DAY}) (?<month>${MONTH})`),
    pattern(
      `le (?<day>\\d{1,2}(?:er)?|premier|vingt cinq|vingt six|dix|quinze|vingt|trente)(?! (?:heures?|h|jours?)| ?h)`,
    ),
  ],
  morning: pattern('(?:le |ce |au |dans la )?(?:matin|matinée|matins)|avant midi|en avant midi'),
  afternoon: pattern("(?:l'|cet |cette |en |dans l')?(?:après-midi|apres midi)|après midi|aprem"),
  evening: pattern('(?:le |ce |en )?(?:soir|soirée)|après le travail|fin de journée'),
  after: pattern('après|à partir de|pas avant|dès'),
  before: pattern("avant|jusqu'à|au plus tard"),
  clock: [
    pattern(`(?<half>${NUMBER}) ?(?:h|heures?) et demie?`),
    pattern(`(?<hour>${NUMBER}) ?(?:h|heures?)(?: ?(?<minute>\\d\\d|trente|quinze))?`),
    pattern('(?<hour>\\d{1,2}) (?<minute>[0134][05])'),
  ],
  bareHour: pattern(`(?<hour>${NUMBER.replace('|une|un', '')})`),
  noon: pattern('(?<!apres )(?<!avant )(?:à )?midi'),
  numbers: {
    ...NUMBERS,
    'dix sept': 17,
    'dix huit': 18,
    'dix neuf': 19,
    premier: 1,
    'vingt cinq': 25,
    'vingt six': 26,
  },
  am: pattern('du matin|le matin|matin'),
  pm: pattern("de l'après-midi|du soir|l'après-midi|le soir|ce soir"),
  towards: pattern('à|au|pour|vers|plutôt'),
};

export const frWords: Words = {
  stopWords:
    'le la les un une des du de je j ai mon ma mes vous votre nous est c et ou en à au aux pour avec sur dans que qui quoi quel quelle quand où comment combien pas ne n oui non bonjour merci s il plait voudrais veux suis ça ce cette il elle y a d l qu m me peux pouvez êtes avez être avoir rendez fait plus tout bien allo salut demain aujourd hui matin apres midi soir lundi mardi mercredi jeudi vendredi samedi dimanche premier premiere deuxieme prochain prochaine semaine heures heure'
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .split(' '),
  emptyWords:
    'le la les l un une des du de d je j ai mon ma mes moi vous vos votre nous notre nos est c s sont suis et ou en a au aux pour avec sur dans que qu qui quoi quel quelle quels quelles quand comment combien pas ne n ce ca cet cette ces il elle ils elles on y se sa son ses t m me peux pouvez etes avez avoir etre dit disait dire savoir sait fait faites bonjour merci plait svp est ce que'.split(
      ' ',
    ),
  endings: [
    'ations',
    'ation',
    'ement',
    'ements',
    'aient',
    'ez',
    'es',
    'er',
    'ee',
    'ent',
    's',
    'e',
    'x',
  ],
  intents: {
    yes: pattern(
      "oui|ouais|ouaip|si|d'accord|ok|okay|exact|exactement|tout à fait|absolument|bien sûr|c'est (?:ça|bon|bien(?: ça)?|parfait|correct|exact)|parfait|ça (?:marche|me va|me convient|va)|très bien|volontiers|correct|entendu|allez-y|bonne idée|avec plaisir|je confirme|va pour|mm hm*",
    ),
    no: pattern(
      "non(?! merci de)|nan|pas (?:vraiment|du tout|correct|exactement|encore|ça|celui|bon|maintenant)|n'est pas|ce n'est pas|c'est pas|c'est faux|faux|incorrect|attendez|un instant|mais|ne (?:me )?convient pas|ne va pas",
    ),
    thanks: pattern('merci|je vous remercie|merci beaucoup'),
    goodbye: pattern(
      "au revoir|bye|salut(?: bonne)|à bientôt|à la prochaine|bonne (?:journée|soirée|fin de journée|nuit)|(?:c'est|ce sera|ça sera|ce serait|voilà c'est) tout|rien d'autre|adieu|à plus",
    ),
    greeting: pattern('bonjour|bonsoir|allô|salut|coucou'),
    emergency: pattern(
      "odeurs? (?:de |du )?gaz|sen(?:t|s|tons|tez) (?:\\w+ ){0,3}gaz|fuites? de gaz|le gaz fuit|inond(?:é|ée|és|ées|ation|ations|e|ent)|de l'eau partout|eau (?:\\w+ ){0,2}partout|étincelles?|tuyau (?:a |est |vient de )*(?:éclat~|explos~)|tuyau (?:éclaté|crevé)|de la fumée|au feu|(?:un|le) feu|incendie|en feu|prend feu|électrocut~|choc électrique|(?:pas|plus) de chauffage .{0,60}(?:bébé|nourrisson|nouveau-né|âgée?s?)|(?:bébé|nourrisson|nouveau-né) .{0,60}(?:pas|plus) de chauffage|monoxyde|c'est une urgence|plafond (?:\\w+ )*(?:tombe|tombé|s'effondre|effondré)",
    ),
    person: pattern(
      "(?:parler|discuter|parle) (?:à|avec|au|a) (?:une? |quelqu'un|un |le |la |l'|vraie? )*(?:vraie? |autre )?(?:personne|humain|être humain|quelqu'un|agent|opérateur|opératrice|conseiller|conseillère|responsable|patron|technicien|plombier|électricien|collègue|réceptionniste)|parler à quelqu'un|vraie personne|un (?:être )?humain|être humain|opérateur|opératrice|un agent|un conseiller|une conseillère|passez-moi|transférez-moi|mettez-moi en (?:ligne|relation|contact)|une personne(?: s'il vous plaît)?|quelqu'un de (?:vrai|réel)",
    ),
    robot: pattern(
      "(?:êtes-vous|vous êtes|es-tu|tu es|c'est|est-ce que (?:vous êtes|c'est|je parle (?:à|avec))|suis-je en train de parler à|je parle (?:à|avec)) (?:bien |vraiment )?(?:une? )?(?:vraie? )?(?:robot|machine|ordinateur|ia|i a|humain|humaine|personne réelle|vraie personne|personne|être humain|intelligence artificielle|répondeur)|qui êtes-vous|à qui (?:je parle|ai-je l'honneur)|qui est à l'appareil",
    ),
    callBack: pattern(
      "rappel(?:ez|er|le|lez|é|ée)?(?: moi)?|me rappel(?:er|ez|le|iez)|(?:quelqu'un|vous|on|il|elle) (?:peut |pouvez |pourrait |pourriez |me |m')*(?:rappel(?:er|le|ez)|appel(?:er|le|ez))|(?:appelez|téléphonez)-moi|qu'on me rappelle",
    ),
    message: pattern(
      "dites (?:à|au|lui|leur|aux)|dire (?:à |au |lui |leur )(?!moi)\\w+ (?:que|de)|laiss(?:er|e|ez) (?:un |lui un |leur un |vous un )?message|prendre (?:un |mon |ce )?message|prenez (?:un |mon )?message|transmett(?:re|ez)(?: un| le| ce| mon)? message|transmettez|fai(?:tes|re) savoir à|(?:un )?message (?:pour|à)|passer un message|un message(?: s'il vous plaît)?|prévenez|prévenir",
    ),
    book: pattern(
      "réserv(?:er|ation|ez|e)|rendez-vous|rdv|prendre date|visite|venir|(?:pouvez|pourriez)-vous (?:venir|réparer|passer|envoyer|regarder|m'aider)|passer (?:chez|voir|à la maison|demain|lundi|mardi)|envoy(?:er|ez) (?:quelqu'un|une?)|(?:besoin|faut|cherche|voudrais|veux) (?:d'|de |me |un |une )*(?:plombier|électricien|technicien|réparation|intervention|dépannage|créneau)|un créneau|créneaux|disponibilités?|disponibles?|intervention|dépannage|planifier|fixer (?:un|une)",
    ),
    problem: pattern(
      "fui(?:t|te|tes|ent|r)|gout?te(?:s|nt)?|robinets?|mitigeur|éviers?|lavabos?|drains?|canalisations?|bouch(?:é|ée|és|ées|on|e)|débord(?:e|é|ent)|toilettes?|wc|chasse d'eau|chauffe-eau|cumulus|ballon d'eau|eau chaude|chaudières?|chauffages?|pompes?(?: de puisard)?|puisard|tuyaux?|tuyauterie|plomberie|radiateurs?|lave-vaisselle|lave-linge|machine à laver|douche|baignoire|salle de bain~|sous-sol|cave|prises?|disjoncteurs?|fusibles?|lumières?|lampes?|interrupteurs?|câblage|tableau électrique|électricité|thermostat|panne|cass(?:é|ée|és|e)|(?:ne|n'|plus|pas) (?:\\w+ )?(?:marche|fonctionne|chauffe|coule|ferme|s'allume)(?: plus| pas)?|marche (?:plus|pas)|fonctionne (?:plus|pas)|(?:plus|pas) d'eau|(?:plus|pas) de (?:courant|chauffage|lumière)|install(?:er|ation)|inspection|entretien|répar(?:er|ation|ations)|gaz",
    ),
    reschedule: pattern(
      '(?:déplac|report|chang|décal|avanc|modifi|repouss)(?:er|ez|e|é|eriez) (?:\\w+ ){0,3}(?:rendez-vous|rdv|visite|réservation|date|intervention)|reprogrammer|déplacer|reporter|replanifier|(?:peux|pourrai|pourrais) pas (?:venir|être là|honorer)|autre (?:jour|date|heure) pour (?:mon|ma|le|la|notre) (?:rendez-vous|rdv|visite)',
    ),
    cancel: pattern(
      'annul(?:er|ez|e|ation|é|ée|iez)|décommander|(?:plus|pas) besoin (?:de la|du|de ma|de mon) (?:visite|rendez-vous)',
    ),
    myVisit: pattern(
      '(?:mon|ma|mes|notre|nos) (?:prochaine? |autre )?(?:rendez-vous|rdv|visites?|réservations?)',
    ),
    forget: pattern(
      "laissez tomber|laisse tomber|oubliez(?: ça)?|ce n'est pas grave|peu importe|tant pis|j'ai changé d'avis|arrêtez",
    ),
    price: pattern('combien|prix|tarifs?|coûte(?:nt|rait)?|coûts?|frais|devis|cher|facturez'),
    hours: pattern(
      "(?:êtes-vous|vous êtes|c'est|est-ce|êtes vous|serez-vous|vous serez) (?:\\w+ ){0,2}(?:ouverts?|ouverte|fermés?)|horaires?|heures d'ouverture|heures d'affaires|(?:à quelle heure|quand|jusqu'à quelle heure|jusqu'à quand) (?:\\w+ ){0,3}(?:ouvr~|ferm~|ouvert~)|ouverts? (?:le|aujourd'hui|demain|maintenant|ce|samedi|dimanche|lundi)|vous (?:ouvrez|fermez|travaillez)|(?:ouvrez|fermez|travaillez)-vous",
    ),
    today: pattern(
      "quel jour (?:sommes-nous|on est|est-on|est-ce|sommes nous)|on est (?:quel jour|le combien)|quelle (?:est la )?date|la date d'aujourd'hui|quel jour est-on|(?:nous sommes|on est) quel jour",
    ),
    repeat: pattern(
      "répét(?:er|ez|e)|pardon|comment ça|vous (?:avez dit|disiez) quoi|qu'avez-vous dit|qu'est-ce que vous avez dit|(?:pas|rien) (?:compris|entendu)|encore une fois",
    ),
    question: pattern(
      "^ *(?:(?:et|mais|euh|bon|alors|ok|bonjour|allô|oui|aussi|dites) +)*(?:qu'|que|qui|quoi|quel|quelle|quels|quelles|quand|où|pourquoi|comment|combien|est-ce|avez-vous|êtes-vous|faites-vous|pouvez-vous|puis-je|y a|vous (?:avez|faites|êtes|acceptez|prenez)|acceptez-vous|prenez-vous)|est-ce que|dites-moi|savez-vous|je (?:voudrais|veux|voulais|aimerais) savoir|rappelez-moi (?:quel|le|la|ce)",
    ),
    anyOfThem: pattern(
      "n'importe(?: lequel| laquelle| quand| quel)?|peu importe|(?:ça )?m'est égal|comme vous (?:voulez|préférez)|(?:tous|toutes) (?:me )?(?:vont|conviennent)|choisissez|l'un ou l'autre|le plus tôt|au plus tôt|pas de préférence|ce que vous voulez",
    ),
    noneOfThem: pattern(
      "aucun(?: des (?:deux|trois))?|aucune|ni l'un ni l'autre|autre chose|d'autres? (?:heures?|jours?|dates?|créneaux?|choix|moments?|options?)|(?:un|une|à une|à un) autre (?:heure|jour|date|créneau|moment)|(?:ne |me |n')*(?:convient|convienne|conviennent|arrange|arrangent|va) pas",
    ),
    laterOnes: pattern('plus tard|trop tôt|après ça|après cela|plus loin'),
    earlierOnes: pattern('plus tôt(?! possible)|avant ça|avant cela|trop tard'),
    refusesName: pattern(
      "(?:ne |n')?(?:veux|préfère|souhaite) (?:pas|ne pas) (?:\\w+ )?(?:donner|dire)|pas mon nom|ça ne vous regarde pas|anonyme|pourquoi (?:voulez-vous|vous voulez)",
    ),
  },
  fillers: pattern(
    "euh+|heu+|hum+|hem|ben|bah|alors|donc|bon|voilà|s'il vous plaît|s'il te plaît|svp|bonjour|bonsoir|allô|salut|merci(?: beaucoup)?|oui|ok|d'accord|excusez-moi|pardon|en fait|enfin|eh bien|tu sais|vous savez|madame|monsieur",
  ),
  bookingFrame: pattern(
    "(?:je |j'|nous |on )(?:voudrais|veux|aimerais|souhaite|souhaiterais|désire|ai besoin|appelle|cherche|voudrions|aimerions|aurais besoin|vous appelle|t'appelle)(?: bien)?(?: (?:de |d')?(?:prendre|fixer|avoir|réserver|planifier|faire|obtenir|venir|un|une|le|la|rendez-vous|rdv|visite|créneau|plombier|électricien|technicien|réparer|intervention|dépannage))*(?: (?:pour|parce que|à cause (?:de|du|d')|au sujet (?:de|du|d')|concernant|car))?|(?:est-ce que )?(?:vous (?:pouvez|pourriez)|(?:pouvez|pourriez)-vous) (?:venir|passer|envoyer quelqu'un|m'aider|réparer|regarder)(?: (?:pour|voir|réparer|avec|à cause de))*|(?:prendre )?(?:un )?(?:rendez-vous|rdv)(?: pour)?|réserver(?: (?:un|une) (?:visite|créneau|rendez-vous))?(?: pour)?|il me (?:faut|faudrait)|c'est pour|pour",
  ),
  nameSurely: pattern(
    "(?:je )?m'appelle|mon nom(?: complet)?(?: est| c'est)?|mon prénom est|au nom de|je me nomme",
  ),
  namePerhaps: pattern("c'est|je suis|moi c'est|ici|de la part de"),
  addressFrame: pattern(
    "mon adresse est|l'adresse est|j'habite(?: au| à)?|nous habitons(?: au| à)?",
  ),
  nameEnds: pattern(
    'et|je|j|mon|ma|qui|appelle|de|pour|ici|le|la|un|une|avec|a|au|en|du|est|merci|svp|s|il|car|mais|oui|ai',
  ),
  priceFrame: pattern(
    'combien (?:coûte|coûtent|coûterait|ça coûte|est-ce que|pour|vous facturez)?|(?:quel|quelle|est|sont|le|la|les|l|prix|tarif|tarifs|du|de|d|des|pour|un|une|que|qu|ce|c|ça|cela|coûte|coûtent|coûterait|vous|je|voudrais|savoir|connaître|me|dire|pouvez|quels|frais|votre|vos|il|s|plaît|faut|devis|facturez|prenez)',
  ),
  ordinals: [
    [pattern('(?:le |la )?(?:premier|première|1er|1ère)(?: créneau| choix)?|le numéro un'), 0],
    [
      pattern(
        '(?:le |la )?(?:deuxième|second|seconde|2e|2ème)(?: créneau| choix)?|le numéro deux|celui du milieu',
      ),
      1,
    ],
    [pattern('(?:le |la )?(?:troisième|3e|3ème)(?: créneau| choix)?|le numéro trois'), 2],
    [pattern('(?:le |la )?(?:dernier|dernière)(?: créneau| choix)?'), -1],
  ],
  dates,
  directives: {
    book: pattern(
      "(?:vous )?(?:ne |n')(?:prenez|prends|prend|réservez|réserve|acceptez|faites|fixez)(?: jamais| pas)(?: de| aucun| un)?(?: rendez-vous| réservations?| visites?| rien)?|ne (?:jamais|pas) (?:réserver|prendre de rendez-vous|prendre rendez-vous|fixer de rendez-vous)",
    ),
    price: pattern(
      '(?:vous )?ne (?:donnez|dites|annoncez|donne|communiquez)(?: jamais| pas)(?: de| les| aucun)?(?: prix| tarifs?| devis)|ne (?:jamais|pas) (?:donner|annoncer|communiquer) (?:de |les )?(?:prix|tarifs?)',
    ),
    person: pattern(
      "(?:vous )?ne (?:transférez|transfère|dérangez|appelez|passez)(?: jamais| pas)(?: personne| les? (?:appels?|appelants?)| d'appels?| à (?:une personne|quelqu'un)| une personne)*|ne (?:jamais|pas) (?:transférer|déranger)(?: les appels| personne| d'appels?)?",
    ),
    cancel: pattern(
      "(?:vous )?n'annulez(?: jamais| pas)(?: de| les| aucun| rien)?(?: rendez-vous| visites?)?|ne (?:jamais|pas) annuler(?: de| les)?(?: rendez-vous| visites?)?",
    ),
    reschedule: pattern(
      '(?:vous )?ne (?:déplacez|changez|reportez|modifiez)(?: jamais| pas)(?: de| les| aucun| rien)?(?: rendez-vous| visites?)?|ne (?:jamais|pas) (?:déplacer|changer|reporter)(?: de| les)?(?: rendez-vous| visites?)?',
    ),
    tools: pattern(
      "(?:vous )?n'(?:utilisez|utilise)(?: jamais| pas)(?: aucun| les| d')?(?: outils?)|ne (?:jamais|pas) utiliser(?: les| d')?(?: outils?)|refusez (?:tout|toutes les demandes)|n'aidez (?:personne|pas)|ne (?:faites|fais) rien",
    ),
    message: pattern(
      '(?:vous )?ne prenez(?: jamais| pas)(?: de)? messages?|ne (?:jamais|pas) prendre de messages?',
    ),
  },
  directiveTails: pattern(
    'sous aucun prétexte|en aucun cas|jamais|du tout|pour personne|au téléphone|quoi qu.*|même si .*',
  ),
  conditions: pattern('si|quand|lorsque|avant|après|sans|tant que|pour'),
  offerMessage: pattern('messages?'),
  offerCall: pattern('rappel~|appel~|la deuxième|la seconde'),
  problemEnds: pattern(
    'et|un|une|le|la|les|l|de|du|d|pour|car|avec|que|c est|il y a|j ai|nous avons|je suis|à|au|est|en|mais|ou|mon|ma|parce',
  ),
  declines: pattern(
    "(?:nous ne |on ne |nous n'|on n')(?:travaillons|travaille|faisons|fait|réparons|répare|installons|installe|intervenons|intervient|touchons|prenons)(?: pas| jamais)(?: en charge)?(?: sur| avec| dans| à)?",
  ),
  listJoint: pattern('ou|et|ni'),
};
