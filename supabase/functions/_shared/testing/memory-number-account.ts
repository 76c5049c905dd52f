import type {
  AccountErrorCode,
  AccountNumber,
  AccountOrder,
  AccountResource,
  AccountResult,
  ResourceKind,
} from '../core/number-account.ts';
import type { NumberAccount } from '../ports/number-account.ts';
import type { VoiceProfileLimits, VoiceProfilePort } from '../ports/voice-profiles.ts';

type StoredNumber = AccountNumber & { callerName: string | null; reference: string };
type StoredOrder = AccountOrder & { reference: string; phoneNumber: string };

/**
 * A Telnyx account in memory: it makes a new thing at every request, so whatever asks twice has two.
 * An order takes two looks to arrive, and the number one more to be active.
 */
export class MemoryNumberAccount {
  readonly resources = new Map<string, AccountResource & { kind: ResourceKind }>();
  readonly profileLimits = new Map<string, VoiceProfileLimits>();
  readonly numbers: StoredNumber[] = [];
  readonly orders: StoredOrder[] = [];
  /** Everything that was asked to be changed, in order. */
  readonly changes: string[] = [];
  publicKey = 'k'.repeat(44);
  /** What a change is refused with, by its name. */
  readonly refusals = new Map<string, AccountErrorCode>();
  orderOutcome: 'success' | 'failure' = 'success';
  #made = 0;

  #id(): string {
    this.#made += 1;
    return `t${this.#made}`;
  }

  #change<T>(name: string, work: () => T): AccountResult<T> {
    const refusal = this.refusals.get(name);
    if (refusal) return { ok: false, code: refusal };
    this.changes.push(name);
    return { ok: true, value: work() };
  }

  of(kind: ResourceKind): AccountResource[] {
    return [...this.resources.values()].filter((one) => one.kind === kind);
  }

  add(kind: ResourceKind, resource: AccountResource): void {
    this.resources.set(resource.id, { ...resource, kind });
  }

  addNumber(number: Partial<StoredNumber> & { phoneNumber: string }): StoredNumber {
    const made: StoredNumber = {
      id: this.#id(),
      status: 'active',
      connectionId: null,
      messagingProfileId: null,
      type: 'local',
      country: 'CA',
      hasEmergencyAddress: null,
      callerName: null,
      reference: '',
      ...number,
    };
    this.numbers.push(made);
    return made;
  }

  /** Time goes on at Telnyx with every look at the number. */
  #settle(phoneNumber: string): void {
    const order = this.orders.findLast((one) => one.phoneNumber === phoneNumber);
    const number = this.numbers.find((one) => one.phoneNumber === phoneNumber);
    if (order?.status === 'pending') {
      order.status = this.orderOutcome;
      const isLost = this.orderOutcome === 'failure' && number;
      if (isLost) this.numbers.splice(this.numbers.indexOf(number), 1);
    } else if (number && order?.status === 'success') {
      number.status = 'active';
    }
  }

  readonly port: NumberAccount = {
    readResource: async (_kind, id) => ({
      ok: true,
      value: structuredClone(this.resources.get(id) ?? null),
    }),
    findResources: async (kind, name) => ({
      ok: true,
      value: structuredClone(this.of(kind).filter((one) => one.name === name)),
    }),
    createResource: async (kind, name, fields) =>
      this.#change(`create ${kind}`, () => {
        const made = { id: this.#id(), name, fields: { ...fields } };
        this.add(kind, made);
        return structuredClone(made);
      }),
    changeResource: async (kind, current, fields) =>
      this.#change(`change ${kind}`, () => {
        Object.assign(this.resources.get(current.id)?.fields ?? {}, fields);
        return null;
      }),
    removeResource: async (kind, id) =>
      this.#change(`remove ${kind}`, () => {
        this.resources.delete(id);
        return null;
      }),
    searchNumbers: async () => ({ ok: true, value: [] }),
    showOffer: async () => ({ ok: true, value: null }),
    findNumber: async (phoneNumber) => {
      this.#settle(phoneNumber);
      const found = this.numbers.find((one) => one.phoneNumber === phoneNumber);
      return { ok: true, value: structuredClone(found ?? null) };
    },
    findOrder: async (reference) => ({
      ok: true,
      value: structuredClone(this.orders.findLast((one) => one.reference === reference) ?? null),
    }),
    placeOrder: async ({ phoneNumber, connectionId, messagingProfileId, reference }) => {
      if (this.numbers.some((number) => number.phoneNumber === phoneNumber)) {
        return { ok: false, code: 'number_unavailable' };
      }
      return this.#change('order', () => {
        const status = 'purchase-pending';
        this.addNumber({ phoneNumber, connectionId, messagingProfileId, reference, status });
        const order: StoredOrder = {
          id: this.#id(),
          status: 'pending',
          requirementsMet: true,
          reference,
          phoneNumber,
        };
        this.orders.push(order);
        return structuredClone(order);
      });
    },
    connectNumber: async (id, connectionId) =>
      this.#change('connect', () => this.#set(id, { connectionId })),
    setMessagingProfile: async (id, messagingProfileId) =>
      this.#change('message', () => this.#set(id, { messagingProfileId })),
    readCallerName: async (id) => {
      const name = this.numbers.find((one) => one.id === id)?.callerName ?? null;
      return { ok: true, value: { isListed: name !== null, name: name ?? '' } };
    },
    setCallerName: async (id, callerName) =>
      this.#change('name', () => this.#set(id, { callerName })),
    releaseNumber: async (id) =>
      this.#change('release', () => {
        this.numbers.splice(0, Infinity, ...this.numbers.filter((one) => one.id !== id));
        return null;
      }),
    readPublicKey: async () => ({ ok: true, value: this.publicKey }),
    readBalance: async () => ({ ok: true, value: { amount: '12.50', currency: 'USD' } }),
  };

  readonly profiles: VoiceProfilePort = {
    ensure: async (id, name, limits) => {
      const known = id ?? this.of('voice_profile').find((one) => one.name === name)?.id;
      const made = this.#change(known ? 'change voice_profile' : 'create voice_profile', () => {
        const profileId = known ?? this.#id();
        this.add('voice_profile', { id: profileId, name, fields: {} });
        this.profileLimits.set(profileId, structuredClone(limits));
        return profileId;
      });
      return made.ok
        ? { ok: true, profile: { id: made.value, name, limits } }
        : { ok: false, code: 'refused' };
    },
    read: async (id) => {
      const profile = this.resources.get(id);
      const limits = this.profileLimits.get(id);
      if (!profile || !limits) return { ok: false, code: 'not_found' };
      return { ok: true, profile: { id, name: profile.name, limits: structuredClone(limits) } };
    },
  };

  #set(id: string, change: Partial<StoredNumber>): null {
    Object.assign(this.numbers.find((one) => one.id === id) ?? {}, change);
    return null;
  }
}
