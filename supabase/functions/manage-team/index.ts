import { basisOf } from '../_shared/compose/basis.ts';
import { wireCalls } from '../_shared/compose/calls.ts';
import { wireTeam } from '../_shared/compose/team.ts';
import { createManageTeamHandler } from './handler.ts';

const basis = basisOf('manage-team', (name) => Deno.env.get(name));

Deno.serve(createManageTeamHandler({ ...wireCalls(basis), ...wireTeam(basis) }));
