import { type Role, ROLES } from '@core/contracts/manage-team.ts';

/** Whether somebody may change a person of this role; the server decides, this draws it. */
export function mayManage(mine: Role, theirs: Role): boolean {
  return mine === 'owner' || (mine === 'admin' && theirs !== 'owner');
}

/** The roles that somebody may give. */
export function rolesToGive(mine: Role): readonly Role[] {
  return ROLES.filter((role) => mayManage(mine, role));
}
