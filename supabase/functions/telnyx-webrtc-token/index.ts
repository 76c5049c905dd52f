import { wire } from '../_shared/compose.ts';
import { createTokenHandler } from './handler.ts';

Deno.serve(createTokenHandler(wire('telnyx-webrtc-token', (name) => Deno.env.get(name))));
