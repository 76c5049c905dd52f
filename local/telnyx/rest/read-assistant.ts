import { settingsOf } from '../ai/assistant-settings.ts';
import { asFlag, asList, asObject, asText, asVariables } from '../ai/json-fields.ts';
import type { AssistantStart, SeedMessage } from '../ai/start-assistant.ts';
import { missingParameter, wrongType } from '../telnyx-error.ts';
import type { World } from '../world.ts';
import { checkAssistantFields } from './assistant-fields.ts';
import { noSuchAssistant } from './assistant-routes.ts';
import { readBody } from './body-reader.ts';
import type { BodyReader } from './body-reader.ts';

const ROLES = new Set(['system', 'user', 'assistant', 'tool', 'developer']);

/** Messages of the app, `{role, content}`. Those of tools and developers are notes to the brain. */
export function readMessages(value: unknown, pointer: string, reader: BodyReader): SeedMessage[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    reader.refuse(wrongType(pointer, 'a list of messages'));
    return [];
  }
  return asList(value).flatMap((entry, index): SeedMessage[] => {
    const { role, content } = asObject(entry);
    const text = asText(content);
    if (!ROLES.has(String(role)) || text === null) {
      reader.refuse(wrongType(`${pointer}/${index}`, '{role, content}'));
      return [];
    }
    return [{ role: role === 'user' || role === 'assistant' ? role : 'system', text }];
  });
}

/** `assistant` and what belongs to it in `ai_assistant_start`, `answer` and `dial`. */
export function readAssistant(
  world: World,
  body: Record<string, unknown>,
  reader: BodyReader,
): AssistantStart | null {
  const assistant = asObject(body['assistant']);
  const id = asText(assistant['id']) ?? '';
  if (id === '') {
    reader.refuse(missingParameter('/assistant/id'));
    return null;
  }
  const overrides = readBody(assistant);
  checkAssistantFields(assistant, overrides);
  for (const refusal of overrides.refusals) {
    reader.refuse({ ...refusal, pointer: `/assistant${refusal.pointer ?? ''}` });
  }
  checkAssistantFields({ greeting: body['greeting'] }, reader);
  const history = readMessages(body['message_history'], '/message_history', reader);
  const stored = world.account.assistants.get(id);
  if (stored === undefined) {
    reader.refuse(noSuchAssistant);
    return null;
  }
  const settings = settingsOf(stored, {
    assistant,
    greeting: asText(body['greeting']),
    transcription: asObject(body['transcription']),
    interruption: asObject(body['interruption_settings']),
    sendsHistory: asFlag(body['send_message_history_updates']) ?? false,
  });
  return { settings, variables: asVariables(assistant['dynamic_variables']), history };
}
