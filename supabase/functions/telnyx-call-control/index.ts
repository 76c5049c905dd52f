import { basisOf } from '../_shared/compose/basis.ts';
import { wireCalls } from '../_shared/compose/calls.ts';
import { createCallControlHandler } from './handler.ts';

const basis = basisOf('telnyx-call-control', (name) => Deno.env.get(name));

Deno.serve(
  createCallControlHandler({
    ...wireCalls(basis),
    // The numbers' library would double what has to be loaded before a call can be accepted.
    parseNumber: async (text) =>
      (await import('../_shared/core/phone-number.ts')).parseNumber(text),
  }),
);
