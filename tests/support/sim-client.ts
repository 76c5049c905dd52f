/** The simulator's control API, typed (contracts.md). */

export interface SimCall {
  id: string;
  direction: 'inbound' | 'outbound';
  state: 'ringing' | 'answered' | 'ended';
  from: string;
  to: string;
  hangup_cause: string | null;
  /** A SIP status as text: "480" for a number that leads nowhere. */
  sip_hangup_cause: string | null;
  bridged_to: string[];
  heard: {
    packets: number;
    rms: number;
    tones_hz: number[];
    dtmf: string;
    longest_silence_ms: number;
  };
  spoken: string[];
  transcript: string[];
}

export interface SimCommand {
  seq: number;
  action: string;
  call_control_id: string | null;
  command_id: string | null;
  body: Record<string, unknown>;
  status: number;
  deduplicated: boolean;
}

export interface SimWebhook {
  seq: number;
  id: string;
  event_type: string;
  attempts: { status: number | null; error: string | null }[];
  body: { data: { id: string; occurred_at: string; payload: Record<string, unknown> } };
}

export interface SimAccountSettings {
  api_key: string;
  tier: 'trial' | 'paid' | 'verified';
  /** US dollars. */
  balance: number;
  /** US dollars spent on calls since midnight UTC. */
  spent_today: number;
  order_delay_ms: number;
  order_outcome: 'success' | 'failure';
}

export interface SimAccount extends SimAccountSettings {
  public_key: string;
  numbers: number;
  applications: number;
  connections: number;
  voice_profiles: number;
  messaging_profiles: number;
  orders: number;
  credentials: number;
}

export interface NewCall {
  from: string;
  to: string;
  caller_name?: string;
  script?: Record<string, unknown>[];
  tone_hz?: number;
  /** What the network says of the caller's number; left out: nothing. */
  shaken_stir_attestation?: 'A' | 'B' | 'C';
}

export class SimClient {
  readonly #url: string;

  constructor(simUrl: string) {
    this.#url = `${simUrl}/sim`;
  }

  /** An outside person dials one of our numbers. */
  async call(call: NewCall): Promise<string> {
    return (await this.#send<{ id: string }>('POST', '/calls', call)).id;
  }

  get(id: string): Promise<SimCall> {
    return this.#send('GET', `/calls/${encodeURIComponent(id)}`);
  }

  activeCalls(): Promise<SimCall[]> {
    return this.#list('/calls?active=true', 'calls');
  }

  act(id: string, action: { type: string } & Record<string, unknown>): Promise<unknown> {
    return this.#send('POST', `/calls/${encodeURIComponent(id)}/actions`, action);
  }

  /** The assistant that talks with this person dies. */
  killAi(id: string): Promise<unknown> {
    return this.#send('POST', `/calls/${encodeURIComponent(id)}/ai/kill`, {});
  }

  /** The browsers that can be rung, as the network sees them. */
  registrations(): Promise<{ sip_username: string; connected_at: string }[]> {
    return this.#list('/registrations', 'registrations');
  }

  /** All legs, browsers' too. */
  legs(): Promise<{ call_control_id: string; party: string; bridged_to: string | null }[]> {
    return this.#list('/legs?active=true', 'legs');
  }

  /** Somebody at a browser says this, in words; their sound is their microphone's. */
  sayAs(callControlId: string, text: string): Promise<unknown> {
    const path = `/legs/${encodeURIComponent(callControlId)}/actions`;
    return this.#send('POST', path, { type: 'say', text });
  }

  callee(number: string, behaviour: Record<string, unknown>): Promise<unknown> {
    return this.#send('PUT', `/callees/${encodeURIComponent(number)}`, behaviour);
  }

  commands(after = 0): Promise<SimCommand[]> {
    return this.#list(`/commands?after=${after}`, 'commands');
  }

  webhooks(after = 0): Promise<SimWebhook[]> {
    return this.#list(`/webhooks?after=${after}`, 'webhooks');
  }

  faults(faults: Record<string, unknown>): Promise<unknown> {
    return this.#send('PUT', '/faults', faults);
  }

  noFaults(): Promise<unknown> {
    return this.#send('DELETE', '/faults');
  }

  /** Settings, money, and how many resources of each kind there are. */
  account(): Promise<SimAccount> {
    return this.#send('GET', '/account');
  }

  setAccount(settings: Partial<SimAccountSettings>): Promise<SimAccount> {
    return this.#send('PUT', '/account', settings);
  }

  /** A new webhook signing key; the app holds the old one. */
  async rotateKey(): Promise<string> {
    return (await this.#send<{ public_key: string }>('POST', '/account/rotate_key')).public_key;
  }

  reset(): Promise<unknown> {
    return this.#send('POST', '/reset');
  }

  async recording(id: string): Promise<Uint8Array> {
    const response = await fetch(`${this.#url}/recordings/${encodeURIComponent(id)}.wav`);
    if (!response.ok) throw new Error(`No recording: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }

  /** Lists come bare or under their name. */
  async #list<T>(path: string, name: string): Promise<T[]> {
    const answer = await this.#send<T[] | Record<string, T[]>>('GET', path);
    return Array.isArray(answer) ? answer : (answer[name] ?? answer['data'] ?? []);
  }

  async #send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }
}
