import { ManageAiError } from '@/data/ai-dispatcher-api.ts';

/** Why a change did not come about, in a sentence. */
export function failureText(error: Error): string {
  if (!(error instanceof ManageAiError)) return 'Something broke on our side.';
  switch (error.code) {
    case 'offline':
      return 'The server could not be reached.';
    case 'unauthorized':
      return 'You are signed out. Sign in again.';
    case 'not_allowed':
      return 'Your role does not allow it.';
    case 'rate_limited':
      return 'Too many tries at once. Wait a minute.';
    case 'unavailable':
      return 'The server is busy or restarting.';
    case 'internal':
      return 'Something broke on our side.';
    case 'invalid_request':
      return firstField(error) || error.message;
    default:
      return error.message;
  }
}

function firstField({ detail: { fields } }: ManageAiError): string {
  return Object.values(fields ?? {})[0] ?? '';
}
