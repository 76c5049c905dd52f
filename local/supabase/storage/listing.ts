import type { ServerResponse } from 'node:http';
import { readJsonObject, sendJson, type ApiRequest } from '../gateway/http.ts';
import { claimsOf, runAs, type StorageOptions } from './context.ts';
import { storageError } from './errors.ts';

const sortColumns = ['name', 'created_at', 'updated_at', 'last_accessed_at'] as const;
type SortColumn = (typeof sortColumns)[number];

/**
 * POST `/object/list/<bucket>`: one level below a prefix. Deeper objects show as a folder, an entry
 * with only a name.
 */
export async function handleList(
  options: StorageOptions,
  request: ApiRequest,
  response: ServerResponse,
): Promise<void> {
  const bucket = request.path.slice('object/list/'.length);
  const query = parseListQuery(await readJsonObject(request.raw));
  const { prefix, pattern, column, descending, limit, offset } = query;
  const rows = await runAs(options, claimsOf(request), (sql) => {
    const direction = descending ? sql`desc` : sql`asc`;
    return sql`
      with below as (
        select *, substr(name, length(${prefix}) + 1) as rest
        from storage.objects
        where bucket_id = ${bucket} and starts_with(name, ${prefix})
      ), entries as (
        select distinct on (split_part(rest, '/', 1)) split_part(rest, '/', 1) as name,
          null::uuid as id, null::timestamptz as updated_at, null::timestamptz as created_at,
          null::timestamptz as last_accessed_at, null::jsonb as metadata
        from below where position('/' in rest) > 0
        union all
        select rest, id, updated_at, created_at, last_accessed_at, metadata
        from below where position('/' in rest) = 0 and rest <> ''
      )
      select * from entries where name ilike ${pattern}
      order by ${sql(column)} ${direction} nulls first, name ${direction}
      limit ${limit} offset ${offset}`;
  });
  sendJson(response, 200, rows);
}

function parseListQuery(body: Record<string, unknown>) {
  const text = (name: string) => (typeof body[name] === 'string' ? (body[name] as string) : '');
  const folder = text('prefix').replace(/^\/+|\/+$/g, '');
  const sortBy = (body['sortBy'] ?? {}) as { column?: unknown; order?: unknown };
  const column = sortBy.column ?? 'name';
  if (!isSortColumn(column))
    throw storageError('invalid_request', `Cannot sort by ${String(column)}`);
  return {
    prefix: folder === '' ? '' : `${folder}/`,
    pattern: `${text('search').replace(/[\\%_]/g, '\\$&')}%`,
    column,
    descending: sortBy.order === 'desc',
    limit: Math.min(wholeNumber(body['limit'], 100), 1000),
    offset: wholeNumber(body['offset'], 0),
  };
}

function isSortColumn(value: unknown): value is SortColumn {
  return sortColumns.some((column) => column === value);
}

function wholeNumber(value: unknown, fallback: number): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : fallback;
}
