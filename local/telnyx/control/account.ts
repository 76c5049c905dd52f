import { TIERS } from '../account/settings.ts';
import type { World } from '../world.ts';
import { answerWith, controlError } from './control-reply.ts';
import type { ControlReply, ControlRequest } from './control-reply.ts';
import { numberField } from './fields.ts';

const MAX_USD = 1_000_000;
const MAX_DELAY_MS = 600_000;
const OUTCOMES = ['success', 'failure'] as const;

function rounded(amountUsd: number): number {
  return Math.round(amountUsd * 1e6) / 1e6;
}

function view({ account }: World): object {
  const { settings, ledger } = account;
  return {
    api_key: settings.apiKey,
    tier: settings.tier,
    balance: rounded(ledger.balanceUsd()),
    spent_today: rounded(ledger.spentTodayUsd()),
    order_delay_ms: settings.orderDelayMs,
    order_outcome: settings.orderOutcome,
    public_key: account.keys.publicKey(),
    numbers: account.numbers.size,
    applications: account.applications.size,
    connections: account.credentialConnections.size,
    voice_profiles: account.voiceProfiles.size,
    messaging_profiles: account.messagingProfiles.size,
    orders: account.numberOrders.size,
    credentials: account.credentials.size,
  };
}

/** `GET /sim/account`: settings, money (US dollars), and how many of everything there are. */
export function getAccount({ world }: ControlRequest): ControlReply {
  return answerWith(view(world));
}

type Change = { ok: true; apply: () => void } | { ok: false; message: string };
type Setter = (world: World, value: unknown) => Change;

function oneOf<Choice extends string>(
  name: string,
  allowed: readonly Choice[],
  set: (world: World, choice: Choice) => void,
): Setter {
  return (world, value) => {
    const choice = allowed.find((entry) => entry === value);
    if (choice === undefined) {
      return { ok: false, message: `'${name}' must be one of: ${allowed.join(', ')}.` };
    }
    return { ok: true, apply: () => set(world, choice) };
  };
}

function amount(
  name: string,
  min: number,
  max: number,
  set: (world: World, value: number) => void,
): Setter {
  return (world, value) => {
    const read = numberField(value, name, min, max);
    return read.ok ? { ok: true, apply: () => set(world, read.value) } : read;
  };
}

const SETTERS: Record<string, Setter> = {
  api_key({ account }, value) {
    if (typeof value !== 'string' || !/^\S{1,200}$/.test(value)) {
      return { ok: false, message: "'api_key' must be a text without spaces." };
    }
    return {
      ok: true,
      apply: () => {
        account.settings.apiKey = value;
      },
    };
  },
  tier: oneOf('tier', TIERS, ({ account }, tier) => {
    account.settings.tier = tier;
  }),
  balance: amount('balance', -MAX_USD, MAX_USD, ({ account }, usd) => {
    account.ledger.setBalance(usd);
  }),
  spent_today: amount('spent_today', 0, MAX_USD, ({ account }, usd) => {
    account.ledger.setSpentToday(usd);
  }),
  order_delay_ms: amount('order_delay_ms', 0, MAX_DELAY_MS, ({ account }, delayMs) => {
    account.settings.orderDelayMs = delayMs;
  }),
  order_outcome: oneOf('order_outcome', OUTCOMES, ({ account }, outcome) => {
    account.settings.orderOutcome = outcome;
  }),
};

/** `PUT /sim/account`: changes what is given; nothing when something of it is wrong. */
export function putAccount({ world, body }: ControlRequest): ControlReply {
  const changes: (() => void)[] = [];
  for (const [name, value] of Object.entries(body)) {
    const setter = Object.hasOwn(SETTERS, name) ? SETTERS[name] : undefined;
    const change = setter?.(world, value);
    if (change === undefined) return controlError('invalid_field', `'${name}' cannot be set.`);
    if (!change.ok) return controlError('invalid_field', change.message);
    changes.push(change.apply);
  }
  for (const apply of changes) apply();
  return answerWith(view(world));
}
