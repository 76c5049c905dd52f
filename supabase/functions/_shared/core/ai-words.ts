import type { AiLanguage } from './contracts/ai-profile.ts';

type Said = Record<AiLanguage, string>;

/** What is said to callers outside the assistant's own dialogue, by Telnyx's plain voice. */
export const SPOKEN: Record<'connecting_you' | 'will_call_back', Said> = {
  connecting_you: {
    en: 'I am sorry, something went wrong on our side. Please stay on the line, I am getting a colleague.',
    fr: 'Je suis désolé, un problème est survenu de notre côté. Restez en ligne, je cherche un collègue.',
    es: 'Lo siento, algo ha fallado de nuestro lado. No cuelgue, voy a buscar a un compañero.',
  },
  will_call_back: {
    en: 'I am sorry, nobody can take your call right now. We will call you back as soon as we can. Goodbye.',
    fr: 'Je suis désolé, personne ne peut prendre votre appel. Nous vous rappellerons dès que possible. Au revoir.',
    es: 'Lo siento, nadie puede atender su llamada ahora. Le llamaremos lo antes posible. Adiós.',
  },
};

/** The first words of an assistant that goes on with a caller whom somebody had. */
export const OPENINGS: Record<'handed_back' | 'resumed', Said> = {
  handed_back: {
    en: 'Thank you for waiting. I am the virtual assistant again. What else can I do for you?',
    fr: "Merci d'avoir patienté. C'est de nouveau l'assistant virtuel. Que puis-je faire d'autre pour vous ?",
    es: 'Gracias por esperar. Soy de nuevo el asistente virtual. ¿Qué más puedo hacer por usted?',
  },
  resumed: {
    en: 'I am sorry, we were cut off for a moment. I am here again. Please go on.',
    fr: 'Je suis désolé, nous avons été coupés un instant. Je suis de nouveau là. Continuez, je vous prie.',
    es: 'Lo siento, se cortó un momento. Ya estoy aquí otra vez. Continúe, por favor.',
  },
};

/** What the assistant is told when nobody came. */
export const NOBODY_FREE =
  'Nobody is free to take this call. Apologise to the caller, and offer to take a message or to have somebody call back. Promise nothing else.';
