import type { Resource } from '../account/resources.ts';
import { isoTime } from '../clock.ts';
import { badRequest, resourceNotFound } from '../telnyx-error.ts';
import type { Refusal } from '../telnyx-error.ts';
import type { World } from '../world.ts';
import { readBody } from './body-reader.ts';
import type { BodyReader } from './body-reader.ts';
import { ok, paginate, refuse } from './reply.ts';
import type { Reply, RestRequest } from './reply.ts';

/** What differs between kinds of resources that are made, listed, changed and deleted alike. */
export interface ResourceKind {
  noun: string;
  nameField: string;
  requiredOnCreate: string[];
  requiredOnUpdate: string[];
  /** Refuses wrong values. */
  check(reader: BodyReader, world: World, isNew: boolean): void;
  rows(world: World): Map<string, Resource>;
  create(nowMs: number): Resource;
  /** The stored row as a reply shows it; `isNew` also after a change of a secret. */
  view(row: Resource, isNew: boolean, world: World): Resource;
  /** A field of which a new value is told once, in the reply. */
  secretField?: string;
  /** Why the row cannot be deleted now. */
  refuseRemoval?(row: Resource, world: World): Refusal | null;
  removed?(row: Resource, world: World): void;
}

const READ_ONLY = new Set(['id', 'record_type', 'created_at', 'updated_at']);

/** `filter[name]=`, `[eq]=` are exact; `[contains]=` is part of it, whatever the case. */
function fitsText(query: URLSearchParams, field: string, value: string): boolean {
  const exact = query.get(`filter[${field}]`) ?? query.get(`filter[${field}][eq]`);
  const part = query.get(`filter[${field}][contains]`);
  if (exact !== null && exact !== value) return false;
  return part === null || value.toLowerCase().includes(part.toLowerCase());
}

function fitsVoiceProfile(row: Resource, query: URLSearchParams): boolean {
  const wanted = query.get('filter[outbound.outbound_voice_profile_id]');
  const outbound = row['outbound'] as Record<string, unknown> | undefined;
  return wanted === null || outbound?.['outbound_voice_profile_id'] === wanted;
}

/** `outbound.outbound_voice_profile_id` must name a profile of the account. */
export function checkVoiceProfile(reader: BodyReader, world: World): void {
  const id = reader.group('outbound')['outbound_voice_profile_id'];
  if (id === undefined || id === null || id === '') return;
  if (world.account.voiceProfiles.has(String(id))) return;
  reader.refuse(
    badRequest('There is no such outbound voice profile.', '/outbound/outbound_voice_profile_id'),
  );
}

/** The given fields; a nested group is merged with what the row holds. */
function changesOf(current: Resource, body: Record<string, unknown>): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    if (READ_ONLY.has(name)) continue;
    const held = current[name];
    const isGroup = typeof held === 'object' && held !== null && !Array.isArray(held);
    changes[name] = isGroup ? { ...held, ...(value as object) } : value;
  }
  return changes;
}

/** List, create, retrieve, update and delete. */
export function resourceRoutes(kind: ResourceKind) {
  const read = ({ world, body }: RestRequest, isNew: boolean): BodyReader => {
    const reader = readBody(body);
    const required = isNew ? kind.requiredOnCreate : kind.requiredOnUpdate;
    for (const name of required) reader.requiredText(name);
    kind.check(reader, world, isNew);
    return reader;
  };
  const withRow =
    (act: (row: Resource, request: RestRequest) => Reply) =>
    (request: RestRequest): Reply => {
      const row = kind.rows(request.world).get(request.params[0] ?? '');
      return row === undefined
        ? refuse(resourceNotFound(`There is no such ${kind.noun}.`))
        : act(row, request);
    };
  return {
    list({ world, query }: RestRequest): Reply {
      const rows = [...kind.rows(world).values()].filter(
        (row) =>
          fitsText(query, kind.nameField, String(row[kind.nameField])) &&
          fitsVoiceProfile(row, query),
      );
      return paginate(
        rows.map((row) => kind.view(row, false, world)),
        query,
      );
    },
    create(request: RestRequest): Reply {
      const { world, body } = request;
      const row = kind.create(world.clock.now());
      const { refusals } = read(request, true);
      if (refusals.length > 0) return refuse(...refusals);
      Object.assign(row, changesOf(row, body));
      kind.rows(world).set(row.id, row);
      world.account.save();
      return { ...ok(kind.view(row, true, world)), status: 201 };
    },
    retrieve: withRow((row, { world }) => ok(kind.view(row, false, world))),
    update: withRow((row, request) => {
      const { world, body } = request;
      const { refusals } = read(request, false);
      if (refusals.length > 0) return refuse(...refusals);
      Object.assign(row, changesOf(row, body), { updated_at: isoTime(world.clock.now()) });
      world.account.save();
      const isNewSecret = kind.secretField !== undefined && kind.secretField in body;
      return ok(kind.view(row, isNewSecret, world));
    }),
    remove: withRow((row, { world }) => {
      const refusal = kind.refuseRemoval?.(row, world) ?? null;
      if (refusal !== null) return refuse(refusal);
      kind.rows(world).delete(row.id);
      kind.removed?.(row, world);
      world.account.save();
      return ok(kind.view(row, false, world));
    }),
  };
}
