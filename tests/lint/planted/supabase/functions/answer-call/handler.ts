import { clean as engine } from '../_shared/application/clean.ts';
import { clean as respond } from '../_shared/http/clean.ts';
import type { Clean } from '../_shared/ports/clean.ts';
import { parseBody } from './parse-body.ts';

export const handler = (port: Clean): Response => respond(engine(port).length + parseBody('1'));
