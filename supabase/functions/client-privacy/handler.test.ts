import { beforeEach, describe, expect, it } from 'vitest';
import type {
  ClientPrivacyStore,
  CopyEraser,
  EraseResult,
  OpenErasure,
} from '../_shared/ports/client-privacy.ts';
import {
  createHarness,
  type Harness,
  type MemberName,
  MEMBERS,
  memberRequest,
} from '../_shared/testing/harness.ts';
import { type ClientPrivacyDeps, createClientPrivacyHandler } from './handler.ts';

const CLIENT = '00000000-0000-4000-8000-0000000000c1';
const OPEN: OpenErasure = {
  id: 'e1',
  organizationId: MEMBERS.nora.organizationId,
  conversationIds: ['talk'],
  recordingLegs: ['leg'],
  filePrefixes: ['o/c'],
  tries: 0,
};

/** What is kept, and what was asked of it. */
class MemoryPrivacy implements ClientPrivacyStore {
  name: string | null = 'Maria Lopez';
  result: EraseResult = { ok: true, erasureId: OPEN.id, counts: { calls: 2 } };
  erased = 0;
  open: OpenErasure[] = [];

  async export() {
    return this.name === null ? null : { client: { name: this.name } };
  }
  async erase() {
    if (!this.result.ok) return this.result;
    this.erased += 1;
    this.open = [OPEN];
    return this.result;
  }
  async nameOf() {
    return this.name;
  }
  async openErasures() {
    return this.open;
  }
  async note(erasure: OpenErasure) {
    const { conversationIds, recordingLegs, filePrefixes } = erasure;
    const isLeft = conversationIds.length + recordingLegs.length + filePrefixes.length > 0;
    this.open = isLeft ? [{ ...erasure, tries: erasure.tries + 1 }] : [];
  }
}

/** Telnyx and the file store. */
class Copies implements CopyEraser {
  kept = new Set(['talk', 'leg', 'o/c']);
  isTelnyxDown = false;

  private async remove(what: string, isDown: boolean) {
    if (isDown) throw new Error('not reachable');
    this.kept.delete(what);
    return true;
  }
  removeConversation(id: string) {
    return this.remove(id, this.isTelnyxDown);
  }
  removeRecordingsOf(leg: string) {
    return this.remove(leg, this.isTelnyxDown);
  }
  removeFilesBelow(prefix: string) {
    return this.remove(prefix, false);
  }
}

let harness: Harness;
let privacy: MemoryPrivacy;
let copies: Copies;
let deps: ClientPrivacyDeps;

beforeEach(() => {
  harness = createHarness();
  privacy = new MemoryPrivacy();
  copies = new Copies();
  deps = { ...harness, privacy, copies };
});

async function ask(member: MemberName | null, body: unknown) {
  const response = await createClientPrivacyHandler(deps)(memberRequest(member, body));
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const erase = (confirm: string) => ({ action: 'erase', client_id: CLIENT, confirm });

describe('a client’s data', () => {
  it('is given to an owner, and to nobody else', async () => {
    const order = { action: 'export', client_id: CLIENT };
    expect(await ask('nora', order)).toMatchObject({
      status: 200,
      body: { export: { client: { name: 'Maria Lopez' } } },
    });
    expect((await ask('ana', order)).status).toBe(403);
    expect((await ask(null, order)).status).toBe(401);
    privacy.name = null;
    expect((await ask('nora', order)).status).toBe(404);
  });

  it('is erased by an owner who typed the name, and everywhere', async () => {
    expect((await ask('nora', erase('Maria'))).status).toBe(400);
    expect((await ask('ana', erase('Maria Lopez'))).status).toBe(403);
    expect(privacy.erased).toBe(0);
    expect(await ask('nora', erase(' Maria Lopez '))).toEqual({
      status: 200,
      body: { counts: { calls: 2 }, is_finished: true },
    });
    expect(copies.kept.size).toBe(0);
    expect(privacy.open).toEqual([]);
  });

  it('that Telnyx still holds stays noted until it is gone', async () => {
    copies.isTelnyxDown = true;
    expect(await ask('nora', erase('Maria Lopez'))).toMatchObject({
      status: 200,
      body: { is_finished: false },
    });
    expect(privacy.open).toMatchObject([
      { conversationIds: ['talk'], recordingLegs: ['leg'], filePrefixes: [], tries: 1 },
    ]);
  });

  it('is not erased while the client is on the line', async () => {
    privacy.result = { ok: false, code: 'in_call' };
    expect(await ask('nora', erase('Maria Lopez'))).toMatchObject({
      status: 409,
      body: { error: { code: 'not_in_this_state' } },
    });
    expect(copies.kept.size).toBe(3);
  });
});
