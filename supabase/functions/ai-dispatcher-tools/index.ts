import { createToolRunner } from '../_shared/adapters/postgres-tool-runner.ts';
import { requestPerson } from '../_shared/application/request-person.ts';
import { basisOf } from '../_shared/compose/basis.ts';
import { wireCalls } from '../_shared/compose/calls.ts';
import { wireVerifier } from '../_shared/compose/signatures.ts';
import { createToolsHandler } from './handler.ts';

const basis = basisOf('ai-dispatcher-tools', (name) => Deno.env.get(name));
const wiring = wireCalls(basis);

Deno.serve(
  createToolsHandler({
    ...wiring,
    tools: createToolRunner(basis.rpc),
    verify: wireVerifier(basis),
    token: basis.env('AI_TOOLS_TOKEN') ?? '',
    requestPerson: (callId, request) => requestPerson(wiring, callId, request),
  }),
);
