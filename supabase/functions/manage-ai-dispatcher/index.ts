import { basisOf } from '../_shared/compose/basis.ts';
import { wireDispatcher } from '../_shared/compose/dispatcher.ts';
import { createManageAiHandler } from './handler.ts';

const basis = basisOf('manage-ai-dispatcher', (name) => Deno.env.get(name));
if (!basis.env('AI_TOOLS_TOKEN')) {
  throw new Error('manage-ai-dispatcher: the secret AI_TOOLS_TOKEN is not set');
}

Deno.serve(createManageAiHandler(wireDispatcher(basis)));
