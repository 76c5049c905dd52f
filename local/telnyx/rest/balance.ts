import { ok } from './reply.ts';
import type { Reply, RestRequest } from './reply.ts';

/** `GET /balance`: amounts in US dollars, as strings. */
export function retrieveBalance({ world }: RestRequest): Reply {
  const balance = world.account.ledger.balanceUsd().toFixed(2);
  return ok({
    record_type: 'balance',
    pending: '0.00',
    balance,
    credit_limit: '0.00',
    available_credit: balance,
    currency: 'USD',
  });
}
