import { wire } from '../_shared/compose.ts';
import { createManageTeamHandler } from './handler.ts';

Deno.serve(createManageTeamHandler(wire('manage-team', (name) => Deno.env.get(name))));
