import { wire } from '../_shared/compose.ts';
import { createSetupNumberHandler } from './handler.ts';

Deno.serve(createSetupNumberHandler(wire('setup-telnyx-number', (name) => Deno.env.get(name))));
