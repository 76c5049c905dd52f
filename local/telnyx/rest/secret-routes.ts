import type { Resource } from '../account/resources.ts';
import { isoTime } from '../clock.ts';
import { newUuid } from '../ids.ts';
import { badRequest, resourceNotFound } from '../telnyx-error.ts';
import { readBody } from './body-reader.ts';
import { ok, paginate, refuse } from './reply.ts';
import type { Reply, RestRequest } from './reply.ts';

/** Without the secret: Telnyx never shows it again. */
function view({ id, identifier, created_at, updated_at }: Resource): object {
  return { id, record_type: 'integration_secret', identifier, created_at, updated_at };
}

export function listSecrets({ world, query }: RestRequest): Reply {
  const type = query.get('filter[type]');
  const secrets = [...world.account.secrets.values()];
  return paginate(secrets.filter((row) => type === null || row['type'] === type).map(view), query);
}

/** `POST /integration_secrets`. An identifier that is taken is refused (our strict reading). */
export function createSecret({ world, body }: RestRequest): Reply {
  const reader = readBody(body);
  const identifier = reader.requiredText('identifier');
  reader.requiredText('type');
  const type = reader.choice('type', ['bearer', 'basic'] as const, 'bearer');
  const values =
    type === 'bearer'
      ? { token: reader.requiredText('token') }
      : { username: reader.requiredText('username'), password: reader.requiredText('password') };
  const { secrets } = world.account;
  if ([...secrets.values()].some((row) => row['identifier'] === identifier)) {
    reader.refuse(badRequest('There is a secret of that identifier.', '/identifier'));
  }
  if (reader.refusals.length > 0) return refuse(...reader.refusals);
  const at = isoTime(world.clock.now());
  const secret = { id: newUuid(), identifier, type, ...values, created_at: at, updated_at: at };
  secrets.set(secret.id, secret);
  world.account.save();
  return { ...ok(view(secret)), status: 201 };
}

export function deleteSecret({ world, params }: RestRequest): Reply {
  if (!world.account.secrets.delete(params[0] ?? '')) {
    return refuse(resourceNotFound('There is no such integration secret.'));
  }
  world.account.save();
  return { status: 204, body: null };
}
