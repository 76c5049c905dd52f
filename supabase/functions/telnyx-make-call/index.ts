import { basisOf } from '../_shared/compose/basis.ts';
import { wireCalls } from '../_shared/compose/calls.ts';
import { createMakeCallHandler } from './handler.ts';

const basis = basisOf('telnyx-make-call', (name) => Deno.env.get(name));

Deno.serve(createMakeCallHandler(wireCalls(basis)));
