import * as z from 'zod/mini';

/** Requests and answers of `client-privacy`. */

export const clientPrivacyRequest = z.discriminatedUnion('action', [
  z.object({ action: z.literal('export'), client_id: z.guid() }),
  z.object({
    action: z.literal('erase'),
    client_id: z.guid(),
    /** The client's name, typed by the person who erases. */
    confirm: z.string().check(z.maxLength(10_000)),
  }),
]);
export type ClientPrivacyRequest = z.infer<typeof clientPrivacyRequest>;

export const exportAnswer = z.object({ export: z.record(z.string(), z.unknown()) });

export const eraseAnswer = z.object({
  counts: z.record(z.string(), z.number()),
  /** False: Telnyx or the file store still holds copies; they are deleted as soon as possible. */
  is_finished: z.boolean(),
});
export type EraseAnswer = z.infer<typeof eraseAnswer>;
