import { wire } from '../_shared/compose.ts';
import { createClientPrivacyHandler } from './handler.ts';

Deno.serve(createClientPrivacyHandler(wire('client-privacy', (name) => Deno.env.get(name))));
