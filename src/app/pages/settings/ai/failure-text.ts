import { ManageAiError } from '@/data/ai-dispatcher-api.ts';
import { copyNow } from '@/lib/language.ts';

const en = {
  offline: 'The server could not be reached.',
  unauthorized: 'You are signed out. Sign in again.',
  notAllowed: 'Your role does not allow it.',
  rateLimited: 'Too many tries at once. Wait a minute.',
  unavailable: 'The server is busy or restarting.',
  internal: 'Something broke on our side.',
};
const fr: typeof en = {
  offline: 'Le serveur est injoignable.',
  unauthorized: 'Vous êtes déconnecté. Reconnectez-vous.',
  notAllowed: 'Votre rôle ne le permet pas.',
  rateLimited: 'Trop d’essais à la fois. Attendez une minute.',
  unavailable: 'Le serveur est occupé ou redémarre.',
  internal: 'Quelque chose a échoué chez nous.',
};

/** Why a change did not come about, in a sentence. What only the server can say is in its words. */
export function failureText(error: Error): string {
  const words = copyNow({ en, fr });
  if (!(error instanceof ManageAiError)) return words.internal;
  switch (error.code) {
    case 'offline':
      return words.offline;
    case 'unauthorized':
      return words.unauthorized;
    case 'not_allowed':
      return words.notAllowed;
    case 'rate_limited':
      return words.rateLimited;
    case 'unavailable':
      return words.unavailable;
    case 'internal':
      return words.internal;
    case 'invalid_request':
      return firstField(error) || error.message;
    default:
      return error.message;
  }
}

function firstField({ detail: { fields } }: ManageAiError): string {
  return Object.values(fields ?? {})[0] ?? '';
}
