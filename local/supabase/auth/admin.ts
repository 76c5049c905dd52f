import type { ServerResponse } from 'node:http';
import type { Sql } from '../database/connect.ts';
import { readJsonObject, sendJson, type ApiRequest } from '../gateway/http.ts';
import { authError } from './errors.ts';
import { objectField, textField } from './fields.ts';
import {
  createUser,
  findUser,
  presentUser,
  updateUser,
  type UserChange,
  type UserRow,
} from './users.ts';

const usersPerPage = 50;

/** `/auth/v1/admin/users`: create, list, read, change and delete users with the secret key. */
export async function handleAdmin(
  sql: Sql,
  request: ApiRequest,
  response: ServerResponse,
): Promise<void> {
  if (request.caller.tokenProblem) throw authError('bad_jwt', request.caller.tokenProblem);
  if (request.caller.claims.role !== 'service_role') throw authError('not_admin');
  const [, resource, id, ...rest] = request.path.split('/');
  if (resource !== 'users' || rest.length > 0) throw authError('not_in_local_stack');
  if (id === undefined) {
    if (request.method === 'POST') return createByAdmin(sql, request, response);
    if (request.method === 'GET') return listUsers(sql, request, response);
    throw authError('not_in_local_stack');
  }
  const user = await findUser(sql, id);
  if (!user) throw authError('user_not_found');
  if (request.method === 'GET') return sendJson(response, 200, await presentUser(sql, user));
  if (request.method === 'PUT') return changeByAdmin(sql, user, request, response);
  if (request.method === 'DELETE') return deleteUser(sql, user, request, response);
  throw authError('not_in_local_stack');
}

async function createByAdmin(sql: Sql, request: ApiRequest, response: ServerResponse) {
  const change = adminChange(await readJsonObject(request.raw));
  const { email } = change;
  if (!email) throw authError('validation_failed', 'Cannot create a user without an email');
  const user = await sql.begin((transaction) =>
    createUser(transaction, { ...change, email }, 'email_exists'),
  );
  sendJson(response, 200, await presentUser(sql, user));
}

async function listUsers(sql: Sql, request: ApiRequest, response: ServerResponse) {
  const page = positiveNumber(request.query.get('page'), 1);
  const perPage = Math.min(positiveNumber(request.query.get('per_page'), usersPerPage), 1000);
  const rows = await sql<UserRow[]>`
    select * from auth.users where deleted_at is null
    order by created_at desc, id limit ${perPage} offset ${(page - 1) * perPage}`;
  const [total] = await sql<{ count: number }[]>`
    select count(*)::int as count from auth.users where deleted_at is null`;
  const count = total?.count ?? 0;
  const lastPage = Math.max(1, Math.ceil(count / perPage));
  const pageLink = (number: number, rel: string) =>
    `</admin/users?page=${number}&per_page=${perPage}>; rel="${rel}"`;
  const links = page < lastPage ? [pageLink(page + 1, 'next')] : [];
  const users = await Promise.all(rows.map((row) => presentUser(sql, row)));
  sendJson(
    response,
    200,
    { users, aud: 'authenticated' },
    { 'x-total-count': String(count), link: [...links, pageLink(lastPage, 'last')].join(', ') },
  );
}

async function changeByAdmin(
  sql: Sql,
  user: UserRow,
  request: ApiRequest,
  response: ServerResponse,
) {
  const change = adminChange(await readJsonObject(request.raw));
  const changed = await sql.begin((transaction) => updateUser(transaction, user.id, change));
  sendJson(response, 200, await presentUser(sql, changed));
}

async function deleteUser(sql: Sql, user: UserRow, request: ApiRequest, response: ServerResponse) {
  const body = await readJsonObject(request.raw);
  if (body['should_soft_delete'] === true) {
    await sql`update auth.users set deleted_at = now(), email = null where id = ${user.id}`;
    await sql`delete from auth.sessions where user_id = ${user.id}`;
  } else {
    await sql`delete from auth.users where id = ${user.id}`;
  }
  sendJson(response, 200, await presentUser(sql, user));
}

function adminChange(body: Record<string, unknown>): UserChange {
  return {
    email: textField(body, 'email'),
    password: textField(body, 'password'),
    confirmEmail: body['email_confirm'] === true,
    userMetadata: objectField(body, 'user_metadata'),
    appMetadata: objectField(body, 'app_metadata'),
    role: textField(body, 'role'),
    banDuration: textField(body, 'ban_duration'),
  };
}

function positiveNumber(text: string | null, fallback: number): number {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : fallback;
}
