import type { StepStatuses } from '../core/number-setup-steps.ts';
import type {
  NumberSetupStore,
  SetupPatch,
  SetupResources,
  SetupState,
  SetupView,
  StoredSetup,
} from '../ports/number-setups.ts';

interface Row extends Omit<
  StoredSetup,
  'resources' | 'publicKeys' | 'orderTriedMsAgo' | 'business'
> {
  label: string;
  order: 'none' | NonNullable<SetupPatch['order']>;
  orderTriedAtMs: number | null;
  nextLookAtMs: number | null;
  finishedAtMs: number | null;
}

interface Business {
  resources: SetupResources;
  lease: { setupId: string; holder: string; untilMs: number } | null;
}

interface NumberRow {
  id: string;
  organizationId: string;
  phoneNumber: string;
  connectionId: string | null;
  telnyxNumberId: string | null;
}

const OVER = new Set<SetupState>(['replaced', 'released']);

/** Set-ups in memory, with the rules of the SQL functions (`20261124000202_number_setup_writes.sql`). */
export class MemoryNumberSetups {
  readonly rows: Row[] = [];
  readonly numbers: NumberRow[] = [];
  readonly keys: string[] = [];
  readonly offers = new Set<string>();
  readonly audit: string[] = [];
  readonly #businesses = new Map<string, Business>();
  readonly #nowMs: () => number;
  #ids = 0;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  business(organizationId: string): Business {
    const known = this.#businesses.get(organizationId);
    if (known) return known;
    const made: Business = {
      resources: {
        outboundVoiceProfileId: null,
        callControlApplicationId: null,
        credentialConnectionId: null,
        messagingProfileId: null,
      },
      lease: null,
    };
    this.#businesses.set(organizationId, made);
    return made;
  }

  #takeLease(organizationId: string, setupId: string, holder: string, seconds: number): boolean {
    const business = this.business(organizationId);
    const { lease } = business;
    if (lease && lease.holder !== holder && lease.untilMs > this.#nowMs()) return false;
    business.lease = { setupId, holder, untilMs: this.#nowMs() + seconds * 1000 };
    return true;
  }

  #held(setupId: string, holder: string): Row | null {
    const row = this.rows.find((one) => one.id === setupId);
    const lease = row ? this.business(row.organizationId).lease : null;
    return row && lease?.setupId === setupId && lease.holder === holder ? row : null;
  }

  #isReplaceable(row: Row): boolean {
    const isUnordered = row.order !== 'tried' && row.order !== 'placed';
    return row.finishedAtMs === null && isUnordered && row.phoneNumberId === null;
  }

  #view(row: Row): SetupView {
    const { lease } = this.business(row.organizationId);
    const isLeased = lease !== null && lease.untilMs > this.#nowMs();
    const at = new Date(0).toISOString();
    return {
      id: row.id,
      kind: row.kind,
      phoneNumber: row.phoneNumber,
      label: row.label,
      phoneNumberId: row.phoneNumberId,
      state: row.state,
      steps: row.steps,
      monthlyCost: null,
      currency: null,
      isBusy: isLeased && lease?.setupId === row.id,
      isReplaceable: this.#isReplaceable(row) && !isLeased,
      startedAt: at,
      updatedAt: at,
      finishedAt: row.finishedAtMs === null ? null : new Date(row.finishedAtMs).toISOString(),
    };
  }

  #live(phoneNumber: string): Row | undefined {
    return this.rows.find((row) => row.phoneNumber === phoneNumber && !OVER.has(row.state));
  }

  readonly port: NumberSetupStore = {
    view: async (organizationId) => {
      const unfinished = this.rows.find(
        (row) =>
          row.organizationId === organizationId &&
          row.finishedAtMs === null &&
          !OVER.has(row.state),
      );
      return {
        numbers: this.numbers
          .filter((number) => number.organizationId === organizationId)
          .map((number) => {
            const row = this.#live(number.phoneNumber);
            return {
              phoneNumberId: number.id,
              phoneNumber: number.phoneNumber,
              label: '',
              isDefault: false,
              connectionId: number.connectionId,
              telnyxNumberId: number.telnyxNumberId,
              setup: row ? this.#view(row) : null,
            };
          }),
        unfinished: unfinished ? this.#view(unfinished) : null,
        resources: { ...this.business(organizationId).resources },
      };
    },
    saveOffers: async (_organizationId, offers) => {
      for (const { phoneNumber } of offers) this.offers.add(phoneNumber);
    },
    begin: async ({ organizationId }, order) => {
      const { phoneNumber } = order;
      const live = this.#live(phoneNumber);
      const number = this.numbers.find((one) => one.phoneNumber === phoneNumber);
      if ((live ?? number ?? { organizationId }).organizationId !== organizationId) {
        return { ok: false, code: 'number_taken' };
      }
      const business = this.business(organizationId);
      let row = live;
      if (!row || (row.order === 'failed' && row.phoneNumberId === null)) {
        const other = this.rows.find(
          (one) =>
            one.organizationId === organizationId &&
            one.finishedAtMs === null &&
            !OVER.has(one.state),
        );
        if (other && !number) {
          const isLeased = (business.lease?.untilMs ?? 0) > this.#nowMs();
          if (isLeased || !this.#isReplaceable(other)) return { ok: false, code: 'setup_running' };
          other.state = 'replaced';
        }
        if (order.kind === 'buy' && !number && !this.offers.has(phoneNumber)) {
          return { ok: false, code: 'offer_expired' };
        }
        row = this.#insert(organizationId, order.label, order.kind, phoneNumber, number ?? null);
        row.keptConnectionId = order.keptConnectionId ?? null;
      } else if (order.kind === 'attach' && order.keptConnectionId !== undefined) {
        row.keptConnectionId = order.keptConnectionId;
      }
      Object.assign(business.resources, order.adopted);
      const { holder, leaseSeconds } = order;
      const hasLease = this.#takeLease(organizationId, row.id, holder, leaseSeconds);
      return { ok: true, setupId: row.id, hasLease };
    },
    take: async (setupId, holder, seconds) => {
      const row = this.rows.find((one) => one.id === setupId);
      if (!row || OVER.has(row.state)) return null;
      if (!this.#takeLease(row.organizationId, setupId, holder, seconds)) return null;
      const isTried = row.order === 'tried' || row.order === 'placed';
      return structuredClone({
        ...row,
        orderTriedMsAgo: isTried ? this.#nowMs() - (row.orderTriedAtMs ?? 0) : null,
        telnyxNumberId:
          this.numbers.find((one) => one.id === row.phoneNumberId)?.telnyxNumberId ?? null,
        resources: this.business(row.organizationId).resources,
        business: { name: 'Maple Plumbing', country: 'CA' },
        publicKeys: [...this.keys],
      });
    },
    save: async (setupId, holder, seconds, patch) => {
      const row = this.#held(setupId, holder);
      if (!row) return false;
      this.#patch(row, patch);
      const business = this.business(row.organizationId);
      Object.assign(business.resources, patch.resources);
      business.lease = patch.rest
        ? null
        : { setupId, holder, untilMs: this.#nowMs() + seconds * 1000 };
      return true;
    },
    registerNumber: async (setupId, holder, told) => {
      const row = this.#held(setupId, holder);
      if (!row) return null;
      const known = this.numbers.find((one) => one.phoneNumber === row.phoneNumber);
      if (known && known.organizationId !== row.organizationId) return null;
      const { organizationId, phoneNumber } = row;
      const number = known ?? { id: this.#id(), organizationId, phoneNumber, ...told };
      Object.assign(number, told);
      if (!known) {
        this.numbers.push(number);
        this.audit.push(row.kind === 'buy' ? 'number.bought' : 'number.attached');
      }
      row.phoneNumberId = number.id;
      return number.id;
    },
    isOfAnother: async (organizationId, telnyxId) =>
      [...this.#businesses].some(
        ([id, { resources }]) =>
          id !== organizationId && Object.values(resources).includes(telnyxId),
      ),
    listDue: async (limit) =>
      this.rows
        .filter(
          (row) =>
            (row.state === 'running' || row.state === 'waiting') &&
            (row.nextLookAtMs ?? 0) <= this.#nowMs() &&
            (this.business(row.organizationId).lease?.untilMs ?? 0) <= this.#nowMs(),
        )
        .slice(0, limit)
        .map(({ id }) => id),
    releasable: async (organizationId, phoneNumberId) => {
      const number = this.numbers.find(
        (one) => one.id === phoneNumberId && one.organizationId === organizationId,
      );
      return number ? { ...number, hasLiveCall: false } : null;
    },
    removeNumber: async (_actor, phoneNumberId) => {
      const index = this.numbers.findIndex((one) => one.id === phoneNumberId);
      const number = this.numbers[index];
      if (!number) return false;
      const row = this.#live(number.phoneNumber);
      if (row) row.state = 'released';
      this.numbers.splice(index, 1);
      this.audit.push('number.released');
      return true;
    },
  };

  #id(): string {
    this.#ids += 1;
    return `row${this.#ids}`;
  }

  #insert(
    organizationId: string,
    label: string,
    kind: 'buy' | 'attach',
    phoneNumber: string,
    number: NumberRow | null,
  ): Row {
    const row: Row = {
      id: this.#id(),
      organizationId,
      label,
      kind: number ? 'attach' : kind,
      phoneNumber,
      keptConnectionId: null,
      steps: {},
      state: 'running',
      failures: 0,
      orderId: null,
      order: 'none',
      orderTriedAtMs: null,
      telnyxNumberId: null,
      phoneNumberId: number?.id ?? null,
      nextLookAtMs: null,
      finishedAtMs: number ? this.#nowMs() : null,
    };
    this.rows.push(row);
    return row;
  }

  #patch(row: Row, patch: SetupPatch): void {
    if (patch.steps) row.steps = structuredClone(patch.steps) satisfies StepStatuses;
    if (patch.state) row.state = patch.state;
    if (patch.state === 'done') row.finishedAtMs ??= this.#nowMs();
    if (patch.order) row.order = patch.order;
    if (patch.order === 'tried') row.orderTriedAtMs = this.#nowMs();
    row.orderId = patch.orderId ?? row.orderId;
    row.failures = patch.failures ?? row.failures;
    if (patch.publicKey !== undefined) this.keys.push(patch.publicKey);
    const number = this.numbers.find((one) => one.id === row.phoneNumberId);
    if (number && patch.connectionId !== undefined) number.connectionId = patch.connectionId;
    if (patch.rest) {
      const { nextLookMs } = patch.rest;
      row.nextLookAtMs = nextLookMs === null ? null : this.#nowMs() + nextLookMs;
    }
  }
}
