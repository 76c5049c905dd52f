import { describe, expect, it } from 'vitest';
import { readCaller } from './caller-words.ts';
import { detectLanguage } from './language.ts';
import type { BrainLanguage } from './turn.ts';
import type { Intent } from './words-shape.ts';
import { wordsFor } from './words.ts';

const TODAY = '2026-11-22';
const caller = (language: BrainLanguage, text: string) =>
  readCaller(text, wordsFor(language), TODAY);

const SENTENCES: Record<BrainLanguage, [text: string, intent: Intent][]> = {
  en: [
    ['I have a leaking tap', 'problem'],
    ['my DRAIN is clogged', 'problem'],
    ['the water heater does not work', 'problem'],
    ['we have no heat', 'problem'],
    ['a breaker keeps tripping', 'problem'],
    ["I'd like to book an appointment", 'book'],
    ['can you come tomorrow?', 'book'],
    ['please send someone', 'book'],
    ['I need to move my appointment to Friday', 'reschedule'],
    ['reschedule my visit', 'reschedule'],
    ['uh, cancel my visit please', 'cancel'],
    ['how much is a drain cleaning?', 'price'],
    ['what do you charge for a tap', 'price'],
    ['are you open on Saturday?', 'hours'],
    ['what are your hours', 'hours'],
    ['when do you close?', 'hours'],
    ['what day is it today?', 'today'],
    ['tell Luis that I am late', 'message'],
    ['can I leave a message', 'message'],
    ['please call me back', 'callBack'],
    ['have someone call me', 'callBack'],
    ['I want to speak to a person', 'person'],
    ['operator', 'person'],
    ['are you a robot?', 'robot'],
    ['am I talking to a real person?', 'robot'],
    ['I smell gas', 'emergency'],
    ['there is water everywhere', 'emergency'],
    ['sparks come out of the socket', 'emergency'],
    ['we have no heat and a baby', 'emergency'],
    ['the basement is flooding', 'emergency'],
    ['thank you, bye', 'goodbye'],
    ["that's all", 'goodbye'],
    ['any of them is fine', 'anyOfThem'],
    ['none of those', 'noneOfThem'],
    ['something else please', 'noneOfThem'],
    ['do you have anything later?', 'laterOnes'],
    ['can you repeat that', 'repeat'],
    ['never mind', 'forget'],
  ],
  fr: [
    ["j'ai une fuite au robinet", 'problem'],
    ['mon évier est bouché', 'problem'],
    ['le chauffe-eau ne marche plus', 'problem'],
    ['je voudrais prendre rendez-vous', 'book'],
    ['pouvez-vous venir demain ?', 'book'],
    ['je dois déplacer mon rendez-vous à vendredi', 'reschedule'],
    ['annulez ma visite', 'cancel'],
    ['combien coûte un nettoyage ?', 'price'],
    ['êtes-vous ouverts samedi ?', 'hours'],
    ['à quelle heure fermez-vous ?', 'hours'],
    ['quel jour sommes-nous ?', 'today'],
    ['dites à Luis que je suis en retard', 'message'],
    ['je voudrais laisser un message', 'message'],
    ['rappelez-moi', 'callBack'],
    ['est-ce que quelqu’un peut me rappeler ?', 'callBack'],
    ['je veux parler à une personne', 'person'],
    ["je voudrais parler à quelqu'un", 'person'],
    ['êtes-vous un robot ?', 'robot'],
    ['ça sent le gaz', 'emergency'],
    ["il y a de l'eau partout", 'emergency'],
    ['la cave est inondée', 'emergency'],
    ['merci, au revoir', 'goodbye'],
    ["c'est tout", 'goodbye'],
    ["n'importe lequel", 'anyOfThem'],
    ['aucun des trois', 'noneOfThem'],
    ['plus tard', 'laterOnes'],
    ['laissez tomber', 'forget'],
  ],
  es: [
    ['tengo una fuga en el grifo', 'problem'],
    ['el desagüe está tapado', 'problem'],
    ['no hay agua caliente', 'problem'],
    ['quiero hacer una cita', 'book'],
    ['¿pueden venir mañana?', 'book'],
    ['necesito cambiar mi cita al viernes', 'reschedule'],
    ['cancele mi visita', 'cancel'],
    ['¿cuánto cuesta?', 'price'],
    ['¿están abiertos el sábado?', 'hours'],
    ['¿qué día es hoy?', 'today'],
    ['dígale a Luis que llego tarde', 'message'],
    ['quiero dejar un mensaje', 'message'],
    ['que me llamen más tarde', 'callBack'],
    ['devuélvame la llamada', 'callBack'],
    ['quiero hablar con una persona', 'person'],
    ['¿es usted un robot?', 'robot'],
    ['huele a gas', 'emergency'],
    ['hay agua por todas partes', 'emergency'],
    ['salen chispas del enchufe', 'emergency'],
    ['gracias, adiós', 'goodbye'],
    ['eso es todo', 'goodbye'],
    ['cualquiera', 'anyOfThem'],
    ['ninguna de esas', 'noneOfThem'],
    ['más tarde', 'laterOnes'],
    ['olvídelo', 'forget'],
  ],
};

const rows = (Object.keys(SENTENCES) as BrainLanguage[]).flatMap((language) =>
  SENTENCES[language].map(([text, intent]) => [language, text, intent] as const),
);

describe('what a sentence is recognised as', () => {
  it.each(rows)('%s: "%s" is %s', (language, text, intent) => {
    expect(caller(language, text).has(intent)).toBe(true);
    expect(caller(language, text.toUpperCase()).has(intent)).toBe(true);
  });

  it.each([
    ['en', 'yes'],
    ['en', 'yes please'],
    ['en', 'uh, sure'],
    ['en', "that's right"],
    ['en', 'okay, go ahead'],
    ['fr', 'oui'],
    ['fr', "c'est ça"],
    ['fr', "d'accord"],
    ['es', 'sí'],
    ['es', 'sí, está bien'],
    ['es', 'de acuerdo'],
  ] as const)('%s: "%s" is a clear yes', (language, text) => {
    expect(caller(language, text).isYes).toBe(true);
  });

  it.each([
    ['en', 'no'],
    ['en', "that's not right"],
    ['en', 'yes but wait'],
    ['en', 'is that right?'],
    ['en', 'maybe'],
    ['en', 'what was the first one again, and is nine o clock okay for the neighbours?'],
    ['fr', 'non'],
    ['fr', 'oui mais attendez'],
    ['fr', 'peut-être'],
    ['es', 'no'],
    ['es', 'sí, pero espere'],
    ['es', 'quizás'],
  ] as const)('%s: "%s" is no clear yes', (language, text) => {
    expect(caller(language, text).isYes).toBe(false);
  });
});

describe('the language of a sentence', () => {
  it.each([
    ['I have a leaking tap in the kitchen', 'en'],
    ['tomorrow morning, leaking tap', 'en'],
    ["Bonjour, j'ai une fuite d'eau", 'fr'],
    ['demain matin, fuite au robinet', 'fr'],
    ['Je voudrais annuler mon rendez-vous', 'fr'],
    ['Hola, tengo una fuga de agua', 'es'],
    ['mañana por la mañana, gotea el grifo', 'es'],
    ['a las dos y media de la tarde', 'es'],
  ] as const)('"%s" is %s, whatever was spoken before', (text, expected) => {
    for (const before of ['en', 'fr', 'es'] as const)
      expect(detectLanguage(text, before)).toBe(expected);
  });

  it.each(['yes', 'no', 'ok', 'John Chen', 'oui', 'sí', '9:30', ''])(
    '"%s" is too short to change it',
    (text) => {
      for (const before of ['en', 'fr', 'es'] as const)
        expect(detectLanguage(text, before)).toBe(before);
    },
  );
});
