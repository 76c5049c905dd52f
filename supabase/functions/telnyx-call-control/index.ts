import { wire } from '../_shared/compose.ts';
import { createCallControlHandler } from './handler.ts';

Deno.serve(createCallControlHandler(wire('telnyx-call-control', (name) => Deno.env.get(name))));
