import type { Mind } from './ai-desk.ts';

/**
 * The scripted brain; with `SIMULATOR_LLM_BASE_URL`, `_MODEL` and `_API_KEY` set, a language model
 * behind an OpenAI-compatible address. It is loaded when somebody first talks with an assistant.
 */
export function chooseMind(environment: NodeJS.ProcessEnv): Mind {
  const baseUrl = environment['SIMULATOR_LLM_BASE_URL'] ?? '';
  const model = environment['SIMULATOR_LLM_MODEL'] ?? '';
  const apiKey = environment['SIMULATOR_LLM_API_KEY'] ?? '';
  if (baseUrl !== '' && model === '') {
    throw new Error('SIMULATOR_LLM_BASE_URL is set, SIMULATOR_LLM_MODEL is not.');
  }
  const load = async () => {
    const { createModelBrain, createScriptedBrain } = await import('../brain/brain.ts');
    if (baseUrl === '') return createScriptedBrain();
    return createModelBrain({ baseUrl, model, apiKey, fetch });
  };
  let brain: ReturnType<typeof load> | null = null;
  return {
    brain: {
      async next(turn) {
        brain ??= load();
        return (await brain).next(turn);
      },
    },
    async summarise(messages) {
      return (await import('../brain/brain.ts')).summarise(messages);
    },
  };
}
