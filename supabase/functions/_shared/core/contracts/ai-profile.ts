import * as z from 'zod/mini';

/** The languages that the dispatcher speaks. */
export const AI_LANGUAGES = ['en', 'fr', 'es'] as const;
export type AiLanguage = (typeof AI_LANGUAGES)[number];
export const aiLanguage = z.enum(AI_LANGUAGES);

/** Voices by the name that the owner chooses; the adapter knows Telnyx's id for each language. */
export const AI_VOICES = ['robin', 'claire', 'marcus'] as const;
export type AiVoice = (typeof AI_VOICES)[number];

/** When the AI answers, on a number whose switch is on. */
export const AI_MODES = ['always', 'after_hours', 'overflow', 'overflow_or_after_hours'] as const;
export type AiMode = (typeof AI_MODES)[number];

const text = (most: number) => z.string().check(z.maxLength(most));

/** A situation in which people are rung: words that callers say, in any language. */
export const escalationRule = z.object({
  id: z.string().check(z.minLength(1), z.maxLength(60)),
  /** What the owner calls it, and what the popup gives as the reason. */
  situation: z.string().check(z.minLength(1), z.maxLength(140)),
  words: z.array(z.string().check(z.minLength(2), z.maxLength(60))).check(z.maxLength(40)),
  urgent: z.boolean(),
  enabled: z.boolean(),
});
export type EscalationRule = z.infer<typeof escalationRule>;

/** What the owner writes about the dispatcher; Telnyx's assistants are made from it. */
export const aiProfile = z.object({
  /** "the virtual assistant". */
  assistantName: z.string().check(z.minLength(1), z.maxLength(60)),
  voice: z.enum(AI_VOICES),
  /** The first is the one it answers in where a number says nothing else. */
  languages: z.array(aiLanguage).check(z.minLength(1), z.maxLength(3)),
  /** May hold {{business_name}}, {{day_greeting}}, {{assistant_name}}, {{caller_first_name}}. */
  greetings: z.object({
    en: z.optional(text(600)),
    fr: z.optional(text(600)),
    es: z.optional(text(600)),
  }),
  /** How it behaves, in the owner's words. */
  instructions: text(4000),
  /** What callers may be told that services, prices and hours do not say. */
  knowledge: text(8000),
  mayBook: z.boolean(),
  mayChange: z.boolean(),
  mayQuote: z.boolean(),
  bookingHorizonDays: z.number().check(z.int(), z.gte(1), z.lte(60)),
  escalations: z.array(escalationRule).check(z.maxLength(20)),
  /** How long people ring when the AI asks for one. */
  personRingTimeoutMs: z.number().check(z.int(), z.gte(5_000), z.lte(60_000)),
  callBackWithinMinutes: z.number().check(z.int(), z.gte(5), z.lte(1_440)),
  /** Telnyx ends the AI's part after this. */
  maxCallSeconds: z.number().check(z.int(), z.gte(60), z.lte(1_800)),
  /** A quiet room under the voice, so that a thinking pause does not sound like a dead line. */
  quietRoomSound: z.boolean(),
});
export type AiProfile = z.infer<typeof aiProfile>;

/** What a business starts with. */
export const DEFAULT_AI_PROFILE: AiProfile = {
  assistantName: 'the virtual assistant',
  voice: 'robin',
  languages: ['en', 'fr', 'es'],
  greetings: {
    en: '{{business_name}}, {{day_greeting}}. I am {{assistant_name}}, an AI. How can I help?',
    fr: "{{business_name}}, {{day_greeting}}. Je suis l'assistant virtuel, une IA. Comment puis-je vous aider ?",
    es: '{{business_name}}, {{day_greeting}}. Soy el asistente virtual, una IA. ¿En qué puedo ayudarle?',
  },
  instructions: 'Be warm and brief. Ask one question at a time. Never promise what is not booked.',
  knowledge: '',
  mayBook: true,
  mayChange: true,
  mayQuote: true,
  bookingHorizonDays: 14,
  escalations: [
    {
      id: 'danger',
      situation: 'Gas smell, flooding or sparks',
      words: [
        'gas smell',
        'smell gas',
        'smell of gas',
        'flooding',
        'flooded',
        'water everywhere',
        'sparks',
        'odeur de gaz',
        'sent le gaz',
        'inondation',
        'inondé',
        'étincelles',
        'olor a gas',
        'huele a gas',
        'inundación',
        'inundado',
        'chispas',
      ],
      urgent: true,
      enabled: true,
    },
    {
      id: 'person',
      situation: 'The caller asks for a person',
      words: [
        'a person',
        'a human',
        'real person',
        'speak to someone',
        'talk to someone',
        'une personne',
        "parler à quelqu'un",
        'un humain',
        'una persona',
        'hablar con alguien',
        'un humano',
      ],
      urgent: false,
      enabled: true,
    },
  ],
  personRingTimeoutMs: 20_000,
  callBackWithinMinutes: 30,
  maxCallSeconds: 600,
  quietRoomSound: true,
};
