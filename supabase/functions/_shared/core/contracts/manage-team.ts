import * as z from 'zod/mini';

/** Requests and answers of `manage-team` (POST, JSON). */

export const ROLES = ['owner', 'admin', 'agent'] as const;
export type Role = (typeof ROLES)[number];
const role = z.enum(ROLES);

const uuid = z.guid();

export const manageTeamRequest = z.discriminatedUnion('action', [
  z.object({
    action: z.literal('invite'),
    email: z.email().check(z.maxLength(320)),
    role,
    display_name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  }),
  z.object({ action: z.literal('resend'), invite_id: uuid }),
  z.object({ action: z.literal('revoke_invite'), invite_id: uuid }),
  z.object({ action: z.literal('set_role'), member_id: uuid, role }),
  z.object({ action: z.literal('deactivate'), member_id: uuid }),
  z.object({ action: z.literal('reactivate'), member_id: uuid }),
]);
export type ManageTeamRequest = z.infer<typeof manageTeamRequest>;

export const manageTeamAnswer = z.object({
  ok: z.literal(true),
  /** `deactivate`: false while something is left to be ended at Telnyx; it is tried again by itself. */
  is_complete: z.optional(z.boolean()),
});
export type ManageTeamAnswer = z.infer<typeof manageTeamAnswer>;
