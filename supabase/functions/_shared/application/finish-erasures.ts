import type { ClientPrivacyStore, CopyEraser, OpenErasure } from '../ports/client-privacy.ts';

export interface ErasureDeps {
  privacy: Pick<ClientPrivacyStore, 'openErasures' | 'note'>;
  copies: CopyEraser;
}

const MOST_AT_ONCE = 5;

/**
 * Deletes what Telnyx and the file store still hold of erased clients. What could not be deleted now
 * stays noted, and the next sweep tries again.
 *
 * @returns how many erasures are finished with this
 */
export async function finishErasures(deps: ErasureDeps): Promise<number> {
  const open = await deps.privacy.openErasures(MOST_AT_ONCE);
  const left = await Promise.all(open.map((erasure) => removeCopies(deps.copies, erasure)));
  for (const erasure of left) await deps.privacy.note(erasure);
  return left.filter((erasure) => isFinished(erasure)).length;
}

async function removeCopies(copies: CopyEraser, erasure: OpenErasure): Promise<OpenErasure> {
  const [conversationIds, recordingLegs, filePrefixes] = await Promise.all([
    remaining(erasure.conversationIds, (id) => copies.removeConversation(id)),
    remaining(erasure.recordingLegs, (leg) => copies.removeRecordingsOf(leg)),
    remaining(erasure.filePrefixes, (prefix) => copies.removeFilesBelow(prefix)),
  ]);
  return { ...erasure, conversationIds, recordingLegs, filePrefixes };
}

async function remaining(
  items: readonly string[],
  remove: (item: string) => Promise<boolean>,
): Promise<string[]> {
  const left: string[] = [];
  // One after the other: Telnyx limits how often it is asked, and nobody waits for this.
  for (const item of items) {
    if (!(await remove(item).catch(() => false))) left.push(item);
  }
  return left;
}

function isFinished({ conversationIds, recordingLegs, filePrefixes }: OpenErasure): boolean {
  return conversationIds.length + recordingLegs.length + filePrefixes.length === 0;
}
