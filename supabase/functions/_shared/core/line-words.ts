import type { AiLanguage } from './contracts/ai-profile.ts';

/** What a caller hears where the owner wrote nothing. */
export const DEFAULT_MESSAGES: Record<'closed' | 'unanswered', Record<AiLanguage, string>> = {
  closed: {
    en: 'Thank you for calling. We are closed right now. We have your number and will call you back when we are open again. Goodbye.',
    fr: 'Merci de votre appel. Nous sommes fermés en ce moment. Nous avons votre numéro et vous rappellerons dès notre réouverture. Au revoir.',
    es: 'Gracias por llamar. En este momento estamos cerrados. Tenemos su número y le llamaremos cuando abramos de nuevo. Adiós.',
  },
  unanswered: {
    en: 'Thank you for calling. Nobody can take your call right now. We have your number and will call you back as soon as we can. Goodbye.',
    fr: 'Merci de votre appel. Personne ne peut vous répondre en ce moment. Nous avons votre numéro et vous rappellerons dès que possible. Au revoir.',
    es: 'Gracias por llamar. Nadie puede atenderle en este momento. Tenemos su número y le llamaremos lo antes posible. Adiós.',
  },
};
