import { pattern } from './normalise.ts';
import type { DateWords, Words } from './words-shape.ts';

const NUMBERS: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  thirty: 30,
};
const ORDINAL_DAYS: Record<string, number> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  eleventh: 11,
  twelfth: 12,
  fifteenth: 15,
  twentieth: 20,
  'twenty fifth': 25,
  thirtieth: 30,
};
const NUMBER = `\\d{1,2}|${Object.keys(NUMBERS).join('|')}`;
const MONTHS = [
  'january|jan',
  'february|feb',
  'march|mar',
  'april|apr',
  'may',
  'june|jun',
  'july|jul',
  'august|aug',
  'september|sept|sep',
  'october|oct',
  'november|nov',
  'december|dec',
];
const MONTH = MONTHS.join('|');
const DAY = `\\d{1,2}(?:st|nd|rd|th)?|${Object.keys(ORDINAL_DAYS).toReversed().join('|')}`;
const MINUTE = '(?: (?<minute>\\d\\d|fifteen|thirty))?';

const dates: DateWords = {
  noTimes: pattern(
    'good (?:morning|afternoon|evening|day|night)|have a (?:good|nice|great) (?:morning|afternoon|evening|day|weekend)',
  ),
  relative: [
    [pattern('day after tomorrow'), 2],
    [pattern('tomorrow|tmrw'), 1],
    [pattern('today|tonight|right now|right away|immediately'), 0],
  ],
  weekdays: [
    pattern('mondays?'),
    pattern('tuesdays?'),
    pattern('wednesdays?'),
    pattern('thursdays?'),
    pattern('fridays?'),
    pattern('saturdays?'),
    pattern('sundays?'),
  ],
  months: MONTHS.map((name) => pattern(name)),
  nextBefore: pattern('next'),
  nextAfter: pattern('next week'),
  thisWeek: pattern('this week|(?:in|over) the next (?:few )?days|these days'),
  nextWeek: pattern('next week|the week after'),
  weekend: pattern('(?:this |the |at the |on the )?weekend'),
  anyTime: pattern(
    "any ?time|any day|whenever(?: you can)?|as soon as (?:possible|you can)|asap|soonest|(?:the )?earliest(?: possible)?|(?:the )?next available|i don't mind|doesn't matter|does not matter|no preference|(?:i'm )?flexible|soon",
  ),
  inDays: pattern(`in (?<count>${NUMBER}) days?`),
  inWeeks: pattern(`in (?<count>a|${NUMBER}) weeks?`),
  monthDays: [
    pattern(`(?:on )?(?<month>${MONTH}) (?:the )?(?<day>${DAY})`),
    pattern(`(?:on )?(?:the )?(?<day>${DAY}) (?:of )?(?<month>${MONTH})`),
    pattern(`on the (?<day>${DAY})`),
    pattern('the (?<day>\\d{1,2}(?:st|nd|rd|th))'),
  ],
  morning: pattern('(?:in the |this )?mornings?|(?:before|by) (?:noon|lunch)'),
  afternoon: pattern('(?:in the |this )?afternoons?|after (?:noon|lunch)'),
  evening: pattern('(?:in the |this )?evenings?|tonight|after work|late in the day'),
  after: pattern('after|from|not before'),
  before: pattern('before|by|until|no later than'),
  clock: [
    pattern(`half past (?<half>${NUMBER})`),
    pattern(`(?<hour>${NUMBER})${MINUTE} ?(?:(?<am>a ?m)|(?<pm>p ?m)|o'clock)`),
    pattern(
      `(?:at|around|about|after|before|from|by) (?<hour>${NUMBER})${MINUTE}(?! ?(?:days?|weeks?|minutes?|hours?|years?|people))`,
    ),
    pattern('(?<hour>\\d{1,2}) (?<minute>[0134][05])'),
  ],
  bareHour: pattern(`(?<hour>${NUMBER.replace('one|', '')})${MINUTE}`),
  noon: pattern('(?:at )?noon|midday'),
  numbers: { ...NUMBERS, ...ORDINAL_DAYS, a: 1 },
  am: pattern('in the morning|a ?m'),
  pm: pattern('in the (?:afternoon|evening)|p ?m|tonight'),
  towards: pattern('to|until|till|for|instead'),
};

export const enWords: Words = {
  stopWords:
    'the a an is are was i my me you your we it its this that to of for and or with in on at have has had do does did can could would will not no yes there what when who how much please hello thanks thank need want like am be been from by about as if so just get call tomorrow today morning afternoon evening monday tuesday wednesday thursday friday saturday sunday one first second next week name any none'.split(
      ' ',
    ),
  emptyWords:
    'the a an is are was were be i my me mine you your yours we our us it its this that these those to of for and or but with in on at have has had do does did can could would will shall not what which who whom whose when where why how say says said tell told know she he they her him them his please so just any some there if about again s m re ve d ll t got get hello hi'.split(
      ' ',
    ),
  endings: ['nesses', 'ings', 'ing', 'ies', 'ied', 'es', 'ed', 'ly', 's', 'y', 'e'],
  intents: {
    yes: pattern(
      "yes|yeah|yep|yup|yess|sure|okay|ok|correct|right|exactly|absolutely|definitely|of course|that's (?:it|fine|good|great|perfect)|sounds (?:good|great|fine)|perfect|please do|go ahead|fine|great|(?:that )?works(?: for me)?|good|i do|i would|it is|uh huh|mm hm*",
    ),
    no: pattern(
      "no(?! (?:problem|worries|heat|hot|water|power|pressure|preference))|nope|nah|not (?:really|right|correct|quite|yet|that|this|now)|isn't|wrong|incorrect|don't|do not|doesn't work for me|wait|hold on|but",
    ),
    thanks: pattern('thanks?|thank you|cheers|appreciate (?:it|that)'),
    goodbye: pattern(
      "good ?bye|bye|bye bye|that(?:'s| is| will be|'ll be) (?:all|it for (?:now|today)|everything)|nothing else|have a (?:good|nice|great) (?:day|one|evening|afternoon|weekend)|see you|talk to you later|i'm (?:done|all set|good)|all set",
    ),
    greeting: pattern('hello|hi|hey|good (?:morning|afternoon|evening)'),
    emergency: pattern(
      "(?:smell|smells|smelling)(?: of| like| some| strange)* gas|gas (?:smell|leak|leaking|odou?r|is leaking)|flood(?:ed|ing|s)?|water (?:is )?(?:\\w+ )?everywhere|burst(?:ing)? pipes?|pipes? (?:has |have |just |is |are )*(?:burst|bursting)|spark(?:s|ing)|smoke(?! detector| alarm)|(?:on|a) fire|electric shock|electrocuted|no heat(?:ing)? .{0,60}(?:baby|babies|infant|newborn|elderly)|(?:baby|babies|infant|newborn) .{0,60}no heat(?:ing)?|carbon monoxide|(?:it's|it is|this is|have) an emergency|ceiling (?:is |has |just )*(?:coming down|collaps~|fell|caved)",
    ),
    person: pattern(
      '(?:speak|talk|speaking|talking|chat) (?:to|with) (?:a |an |the |some |your )?(?:real |actual |live |human )?(?:person|human|someone|somebody|people|anyone|agent|operator|representative|manager|boss|owner|technician|plumber|electrician|receptionist|colleague|dispatcher|staff)|real person|human being|(?:a|an actual|some) human|(?:want|need|get me|give me|prefer) (?:a |an )?(?:person|human|agent|operator|representative|somebody|someone real)|operator|(?:an |live )?agent|representative|put me through|transfer me|connect me|a person(?: please)?|someone real',
    ),
    robot: pattern(
      '(?:are|is|am i (?:talking|speaking) (?:to|with)) (?:you |this |it )?(?:really |actually )?(?:a |an |the )?(?:real |actual |live )?(?:robot|bot|machine|computer|ai|a i|human|person|recording|program)|you (?:sound like|are) (?:a |an )(?:robot|bot|machine)|who (?:am i (?:speaking|talking) (?:to|with)|is this|are you)',
    ),
    callBack: pattern(
      'call(?:ing)? (?:me|us) back|call ?backs?|(?:have|get|ask) (?:someone|somebody|him|her|them|a person|the \\w+|\\w+)(?: to)? (?:call|phone|ring) (?:me|us)|(?:someone|somebody|you|they|he|she) (?:can |could |should |please |will |to )*(?:call|phone|ring) (?:me|us)|give (?:me|us) a (?:call|ring)|return my call|(?:^ *|please )(?:call|phone|ring) me',
    ),
    message: pattern(
      'tell (?!me|you|us|your)\\w+ (?:that|i|to|not|we|about|my|the)|leave (?:a |you a |him a |her a |them a )?message|take (?:a |my |this )?message|pass (?:on |along )?(?:a |this |my )?message|let (?:him|her|them|luis|your \\w+|the \\w+|\\w+) know|give (?:him|her|them) a message|(?:a )?message (?:for|to)|pass (?:it|that) on|a message(?: please)?',
    ),
    book: pattern(
      'book|booking|schedule|scheduling|appointments?|visits?|reserve|send (?:someone|somebody|a \\w+|your \\w+)|(?:come|stop|drop) (?:out|by|over|and|to|round|around|in|today|tomorrow|on|fix)|(?:can|could|would|will) (?:you|someone|somebody|he|they) (?:please |maybe )?(?:come|fix|repair|look|check|send|help)|need (?:a |an )?(?:plumber|electrician|technician|repair|service|someone|somebody|slot|time)|available|availability|free (?:slots?|times?)|have (?:someone|somebody) (?:come|look|fix)|look at|take a look',
    ),
    problem: pattern(
      "leak(?:s|ing|y|ed)?|drip(?:s|ping|py)?|taps?|faucets?|drains?|clog(?:s|ged|ging)?|blocked|blockage|toilets?|water heaters?|heater|hot water|boilers?|sump pumps?|pumps?|pipes?|pipework|radiators?|dishwashers?|washing machine|no heat(?:ing)?|no water|no power|no hot water|heating|furnace|sinks?|shower|bath ?tub|bathroom|basement|overflow(?:s|ing|ed)?|sockets?|outlets?|breakers?|fuse(?:s|box)?|lights?|switch(?:es)?|wiring|panel|thermostat|valve|gutter|hose|pressure|stopped working|broken?|broke|(?:not|n't|doesn't|does not|isn't|won't|stopped) (?:work|working|turn|start|starting|heat|heating|flush|flushing|drain|draining|close|closing)|running (?:toilet|water)|install(?:ation|ed)?|inspection|repairs?|fixed|maintenance|gas lines?|gas stove|gas",
    ),
    reschedule: pattern(
      "reschedul(?:e|ing|ed)|postpone(?:d)?|(?:move|change|shift|push|switch|bring forward) (?:\\w+ ){0,3}(?:appointments?|visits?|bookings?|date|slot)|(?:can't|cannot|can not|won't) (?:make|keep) (?:it|(?:my|the|our) (?:appointment|visit|booking)|that day|to my)|(?:another|different) (?:day|time|date) for (?:my|the|our) (?:appointment|visit|booking)",
    ),
    cancel: pattern(
      "cancel(?:s|led|ling|lation)?|call off|don't need (?:the|my|that) (?:visit|appointment|booking)",
    ),
    myVisit: pattern(
      '(?:my|our) (?:next |coming |upcoming |other )?(?:appointments?|visits?|bookings?)',
    ),
    forget: pattern(
      'never ?mind|forget (?:it|that|about it)|leave it|changed my mind|cancel (?:that|it|this)|stop',
    ),
    price: pattern(
      'how much|prices?|pricing|costs?|(?:do|does|would|will) (?:you|it|that|this) charge|charge for|call ?out fee|rates?|fees?|quote|expensive',
    ),
    hours: pattern(
      '(?:are|is|will|were) (?:you|it|the \\w+|your \\w+|they)(?: \\w+){0,3} (?:open|closed)|opening (?:hours|times?)|(?:business|office|working|your) hours|what hours|hours of|when (?:do|are|will) you (?:guys )?(?:be )?(?:open|close|closed|working)|what time (?:do|are|will) you (?:guys )?(?:be )?(?:open|close|closed)|open (?:on|today|tomorrow|now|this|at|until|till|late)|closing time|do you (?:work|open) (?:on|at|week~|sat~|sun~)|how late',
    ),
    today: pattern(
      "what (?:day|date) (?:is|it) (?:it|is|today|it today)|what(?:'s| is) (?:the|today's) (?:day|date)(?: today)?|today's date|which day is (?:it|today)|what day is today",
    ),
    repeat: pattern(
      "repeat(?: that)?|say (?:that|it) again|pardon|what did you (?:just )?say|come again|(?:didn't|did not|couldn't) (?:hear|catch|get|understand)|sorry what|one more time",
    ),
    question: pattern(
      '^ *(?:(?:and|so|but|uh|um|well|okay|ok|hi|hello|hey|yes|please|also) +)*(?:what|which|who|whose|when|where|why|how|do|does|did|is|are|can|could|will|would|should|may|am)|do you|can i|is there|are there|tell me|remind me|i (?:want|would like) to know|(?:i )?wonder(?:ing)?',
    ),
    anyOfThem: pattern(
      "any(?: one)? (?:of (?:them|those|these)|is fine|works|time|will do|one)|either(?: one| is fine| works)?|(?:they|all) (?:all )?work|whichever|you (?:choose|pick|decide)|i don't mind|doesn't matter|does not matter|no preference|all (?:of them )?(?:are )?fine|the earliest|the soonest|earliest one",
    ),
    noneOfThem: pattern(
      "none(?: of (?:them|those|these))?|neither|something else|anything else|other (?:times?|days?|dates?|options?|slots?)|another (?:time|day|date|option|slot)|different (?:time|day|date)|(?:don't|doesn't|do not|can't) (?:any )?(?:work|suit|do (?:any|those|that|these))|not (?:any|those|these) (?:of them)?|what else",
    ),
    laterOnes: pattern('later|further out|after that|not so soon|too (?:early|soon)'),
    earlierOnes: pattern('earlier|sooner|too late'),
    refusesName: pattern(
      "(?:don't|do not|won't|rather not|prefer not to|not going to) (?:want to )?(?:say|give|tell|share)|none of your business|no name|anonymous|why do you need",
    ),
  },
  fillers: pattern(
    'uh+|um+|er+m*|hmm*|well|so|oh|ah|please|hello|hi|hey|good (?:morning|afternoon|evening)|you know|i mean|actually|basically|like to|kind of|sort of|thanks?|thank you|yes|yeah|okay|ok|sorry|excuse me|alright|all right',
  ),
  bookingFrame: pattern(
    "(?:i (?:would|want|need|was)|i'd|we (?:would|want|need)|we'd|i'm|can|could|may|might) (?:like |love |want |need |hoping |calling |looking |i |we |you |wanting |trying |someone |somebody )*(?:to )?(?:please )?(?:book|schedule|make|get|set up|arrange|have|reserve|come|send|fix|repair|look at|take a look at|help)(?: me| us)?(?: someone| somebody| a technician| a plumber| an electrician)?(?: to)?(?: come| look at| fix| repair| check)?(?: (?:an? |the |my )?(?:appointment|visit|booking|slot|time|technician|plumber|electrician))?(?: for| to| because of| about| with| and)?|book(?: me)?(?: in)?(?: an? (?:appointment|visit|slot))?(?: for)?|(?:an? )?(?:appointment|visit|slot)(?: for| to| please)?|i (?:need|want|would like) (?:an? )?(?:appointment|visit|slot|plumber|electrician|technician|someone|somebody)(?: for| to| because)?|(?:and )?i (?:was|am) wondering if (?:you|someone|somebody|he|they)(?: (?:could|can|would|might))?(?: come(?: out| by| over)?| send someone)?(?: and| to)?(?: take a look(?: at)?| look at)?(?: it| that)?|(?:do|can|could) you (?:guys )?(?:fix|repair|do|service|install)|i'm calling (?:about|because(?: of)?|for)|it's (?:about|for)|it is (?:about|for)|schedule",
  ),
  nameSurely: pattern(
    "my (?:full |first )?name is|my name's|name is|the name's|name's|i am called|call me(?! back)|under the name(?: of)?",
  ),
  namePerhaps: pattern("this is|i'm|i am|it's|it is|speaking with|here is"),
  addressFrame: pattern('my address is|the address is|i live at|we live at|we are at|come to'),
  nameEnds: pattern(
    'and|i|my|we|calling|from|speaking|here|please|the|a|an|with|because|about|thanks?|thank|yes|is|for|on|at|but|need|have|want|s',
  ),
  priceFrame: pattern(
    'how much (?:is|are|does|do|would|will|for)?|(?:what|does|do|would|will|is|are|s|it|you|they|the|a|an|your|cost|costs|price|prices|pricing|charge|charges|of|for|to|be|me|i|can|could|give|tell|have|get|quote|please|know|like|about|that|this|rate|rates|fee|fees|need|want|much)',
  ),
  ordinals: [
    [pattern('(?:the )?(?:first|1st)(?: one| slot| option)?|number one|option one'), 0],
    [pattern('(?:the )?(?:second|2nd|middle)(?: one| slot| option)?|number two|option two'), 1],
    [pattern('(?:the )?(?:third|3rd)(?: one| slot| option)?|number three|option three'), 2],
    [pattern('(?:the )?last(?: one| slot| option)?|the latest'), -1],
  ],
  dates,
  directives: {
    book: pattern(
      "(?:please )?(?:you )?(?:never|do not|don't|must not|may not|must never|cannot) (?:book|take bookings|make bookings|accept bookings|schedule)(?: any| a| an)?(?: thing| visits?| appointments?| bookings?| callers?| anything| anyone)?(?: at all)?",
    ),
    price: pattern(
      "(?:please )?(?:you )?(?:never|do not|don't|must not|may not|must never) (?:give|quote|tell|mention|name|say|discuss)(?: any| out)? (?:prices?|quotes?|costs?|rates?)(?: at all)?",
    ),
    person: pattern(
      "(?:please )?(?:you )?(?:never|do not|don't|must not|may not|must never) (?:transfer|fetch|ring|connect|disturb|get|call)(?: the| a| an| any)?(?: calls?| callers?| persons?| person| people| human| humans| colleagues?| anyone| anybody| agents?)?(?: at all| to a person| to anyone)?",
    ),
    cancel: pattern(
      "(?:please )?(?:you )?(?:never|do not|don't|must not|may not|must never) cancel(?: any| a| an| the)?(?: thing| visits?| appointments?| bookings?| anything)?(?: at all)?",
    ),
    reschedule: pattern(
      "(?:please )?(?:you )?(?:never|do not|don't|must not|may not|must never) (?:reschedule|move|change)(?: any| a| an| the)?(?: thing| visits?| appointments?| bookings?| anything)?(?: at all)?",
    ),
    tools: pattern(
      "(?:please )?(?:you )?(?:never|do not|don't|must not|may not|must never) (?:use|call)(?: any| the| your)*(?: tools?)(?: at all)?|(?:please )?(?:refuse|decline) (?:everything|every request|all requests|to help|to do anything)|(?:please )?(?:never|do not|don't) (?:help|do anything)(?: callers?| anyone| anybody| the caller| for callers)?",
    ),
    message: pattern(
      "(?:please )?(?:you )?(?:never|do not|don't|must not|may not|must never) (?:take|accept)(?: any| a)? messages?(?: at all)?",
    ),
  },
  directiveTails: pattern(
    'under any circumstances|ever|at all|for any(?:one|body| reason| caller)?|for callers?|on the phone|by phone|no matter what.*|whatever .*|even if .*|today|again|yourself',
  ),
  conditions: pattern('if|when|unless|before|after|without|until|once|while|for|in case'),
  offerMessage: pattern('messages?|write'),
  offerCall: pattern('call ?backs?|calls?|call me|phone|ring|the second|second'),
  problemEnds: pattern(
    'and|a|an|the|for|because|with|that|it s|it is|i have|i ve got|i ve|i m|there is|there s|we have|is|on|at|about|of|my name|in|to|so|but|or|my',
  ),
  declines: pattern(
    "we (?:do not|don't|never|cannot|can't) (?:work on|work with|do|repair|fix|service|handle|install|touch|take)",
  ),
  listJoint: pattern('or|and|nor'),
};
