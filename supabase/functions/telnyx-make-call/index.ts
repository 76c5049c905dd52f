import { wire } from '../_shared/compose.ts';
import { createMakeCallHandler } from './handler.ts';

Deno.serve(createMakeCallHandler(wire('telnyx-make-call', (name) => Deno.env.get(name))));
