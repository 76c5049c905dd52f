import { wire } from '../_shared/compose.ts';
import { createManageAiHandler } from './handler.ts';

const wiring = wire('manage-ai-dispatcher', (name) => Deno.env.get(name));
if (!Deno.env.get('AI_TOOLS_TOKEN')) {
  throw new Error('manage-ai-dispatcher: the secret AI_TOOLS_TOKEN is not set');
}

Deno.serve(createManageAiHandler(wiring));
