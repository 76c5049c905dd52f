import type { Resource } from '../account/resources.ts';
import { asList } from '../ai/json-fields.ts';
import { isoTime } from '../clock.ts';
import { newUuid } from '../ids.ts';
import { resourceNotFound, wrongType } from '../telnyx-error.ts';
import type { World } from '../world.ts';
import { readBody } from './body-reader.ts';
import { ok, paginate, refuse } from './reply.ts';
import type { Reply, RestRequest } from './reply.ts';

/** What differs between insights and groups of insights. */
interface Kind {
  noun: string;
  required: string[];
  fields: string[];
  rows(world: World): Map<string, Resource>;
  view(world: World, row: Resource): object;
}

const INSIGHT: Kind = {
  noun: 'insight',
  required: ['name', 'instructions'],
  fields: ['name', 'instructions', 'json_schema', 'webhook'],
  rows: (world) => world.account.insights,
  view: (_world, row) => ({ ...row, insight_type: 'custom' }),
};

const GROUP: Kind = {
  noun: 'insight group',
  required: ['name'],
  fields: ['name', 'description', 'webhook'],
  rows: (world) => world.account.insightGroups,
  view(world, { insight_ids: ids, ...row }) {
    const insights = asList(ids).flatMap((id) => world.account.insights.get(String(id)) ?? []);
    return { ...row, insights: insights.map((insight) => INSIGHT.view(world, insight)) };
  },
};

function readFields(kind: Kind, body: Record<string, unknown>, required: string[]) {
  const reader = readBody(body);
  for (const name of required) reader.requiredText(name);
  const fields: Record<string, unknown> = {};
  for (const name of kind.fields) {
    if (!reader.has(name)) continue;
    // A JSON schema may be an object or its text.
    const isSchema = name === 'json_schema' && typeof body[name] === 'object';
    fields[name] = isSchema ? body[name] : reader.text(name);
  }
  const { webhook } = fields;
  if (typeof webhook === 'string' && webhook !== '' && !URL.canParse(webhook)) {
    reader.refuse(wrongType('/webhook', 'a URL'));
  }
  return { reader, fields };
}

function routesOf(kind: Kind) {
  const noSuch = refuse(resourceNotFound(`There is no such ${kind.noun}.`));
  const withRow =
    (act: (row: Resource, request: RestRequest) => Reply) =>
    (request: RestRequest): Reply => {
      const row = kind.rows(request.world).get(request.params[0] ?? '');
      return row === undefined ? noSuch : act(row, request);
    };
  return {
    list: ({ world, query }: RestRequest): Reply =>
      paginate(
        [...kind.rows(world).values()].map((row) => kind.view(world, row)),
        query,
      ),
    create({ world, body }: RestRequest): Reply {
      const { reader, fields } = readFields(kind, body, kind.required);
      if (reader.refusals.length > 0) return refuse(...reader.refusals);
      const row = { id: newUuid(), created_at: isoTime(world.clock.now()), ...fields };
      kind.rows(world).set(row.id, row);
      world.account.save();
      return ok(kind.view(world, row));
    },
    retrieve: withRow((row, { world }) => ok(kind.view(world, row))),
    update: withRow((row, { world, body }) => {
      const { reader, fields } = readFields(kind, body, []);
      if (reader.refusals.length > 0) return refuse(...reader.refusals);
      Object.assign(row, fields);
      world.account.save();
      return ok(kind.view(world, row));
    }),
    remove: withRow((row, { world }) => {
      kind.rows(world).delete(row.id);
      world.account.save();
      return { status: 204, body: null };
    }),
  };
}

export const insightRoutes = routesOf(INSIGHT);
export const insightGroupRoutes = routesOf(GROUP);

function assignment(isAssigned: boolean): (request: RestRequest) => Reply {
  return ({ world, params }) => {
    const group = world.account.insightGroups.get(params[0] ?? '');
    const insight = world.account.insights.get(params[1] ?? '');
    if (group === undefined || insight === undefined) {
      return refuse(resourceNotFound('There is no such insight or insight group.'));
    }
    const others = asList(group['insight_ids']).filter((id) => id !== insight.id);
    group['insight_ids'] = isAssigned ? [...others, insight.id] : others;
    world.account.save();
    return { status: 204, body: null };
  };
}

/** `POST …/insight-groups/{group}/insights/{insight}/assign`, and `DELETE …/unassign`. */
export const assignInsight = assignment(true);
export const unassignInsight = assignment(false);
