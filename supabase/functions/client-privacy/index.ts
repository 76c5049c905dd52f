import { basisOf } from '../_shared/compose/basis.ts';
import { wirePrivacy } from '../_shared/compose/privacy.ts';
import { createClientPrivacyHandler } from './handler.ts';

const basis = basisOf('client-privacy', (name) => Deno.env.get(name));

Deno.serve(createClientPrivacyHandler(wirePrivacy(basis)));
