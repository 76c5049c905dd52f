import { randomUUID } from 'node:crypto';
import {
  type Api,
  callFunction,
  reportReady,
  reportState,
  serviceClient,
  signIn,
} from '../../support/api-client.ts';
import { type Product, startProduct } from '../../support/product.ts';
import { RegisteredPhone } from '../../support/registered-phone.ts';
import { SimClient } from '../../support/sim-client.ts';
import { waitUntil } from '../../support/wait-until.ts';

export const MAIN_LINE = '+14375249932';
export const HARBOR_LINE = '+16475550100';
export const MARIA = '+14165550123';

/** As often as the app's own tab tells that it lives. */
const HEARTBEAT_MS = 4_000;

export interface Person {
  api: Api;
  deviceId: string;
  phone: RegisteredPhone;
  /** Their tab dies: no sign of life any more. */
  fallAsleep(): void;
  /** They leave, and say so. */
  signOut(): Promise<void>;
}

export interface Fixture {
  product: Product;
  sim: SimClient;
  service: Api;
  /** Signs somebody in and registers a phone that rings but does not pick up. */
  person(email: string): Promise<Person>;
  stop(): Promise<void>;
}

/** The whole product, by default without its app; one for all tests of a file. */
export async function startFixture(
  env: Record<string, string> = {},
  options: { withApp: boolean } = { withApp: false },
): Promise<Fixture> {
  const product = await startProduct({ ...options, env });
  const phones: RegisteredPhone[] = [];
  const heartbeats: NodeJS.Timeout[] = [];
  return {
    product,
    sim: new SimClient(product.simUrl),
    service: serviceClient(product.apiUrl),
    async person(email) {
      const api = await signIn(product.apiUrl, email);
      const deviceId = randomUUID();
      const { body } = await callFunction(product.apiUrl, api, 'telnyx-webrtc-token', {
        device_id: deviceId,
      });
      const rtcUrl = `${product.simUrl.replace('http', 'ws')}/rtc`;
      const phone = await RegisteredPhone.register(rtcUrl, body.token ?? '');
      phones.push(phone);
      await reportReady(api, deviceId);
      // One that gets lost is followed by the next.
      const beat = () => void reportReady(api, deviceId).catch(() => undefined);
      const heartbeat = setInterval(beat, HEARTBEAT_MS);
      heartbeats.push(heartbeat);
      return {
        api,
        deviceId,
        phone,
        fallAsleep: () => clearInterval(heartbeat),
        async signOut() {
          clearInterval(heartbeat);
          await reportState(api, deviceId, 'signed_out');
        },
      };
    },
    async stop() {
      for (const heartbeat of heartbeats) clearInterval(heartbeat);
      for (const phone of phones) phone.close();
      await product.stop();
    },
  };
}

export interface CallRow {
  id: string;
  status: string;
  outcome: string | null;
  outcome_reason: string | null;
  client_id: string | null;
  agent_id: string | null;
  version: number;
  call_control_id: string;
  ended_at: string | null;
  from_number: string;
}

/** The row of the call that came from a number, once it is there and as wanted. */
export function callRow(
  service: Api,
  from: string,
  wanted: (row: CallRow) => boolean = () => true,
  timeoutMs = 15_000,
): Promise<CallRow> {
  return waitUntil(
    `a call from ${from.slice(-4)}`,
    async () => {
      const { data, error } = await service
        .from('telnyx_calls')
        .select('*')
        .or(`from_number.eq.${from},to_number.eq.${from}`)
        .order('created_at', { ascending: false })
        .limit(1);
      if (error) throw error;
      const row = (data as CallRow[])[0];
      return row && wanted(row) ? row : null;
    },
    timeoutMs,
  );
}

let callers = 0;

/** An outside number that no other test uses. */
export function freshCaller(): string {
  callers += 1;
  return `+1212555${String(1000 + callers)}`;
}
