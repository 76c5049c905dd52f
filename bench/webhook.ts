import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';

/** Signs webhooks as Telnyx does, with a key of the benchmark's own. */
export interface WebhookSigner {
  publicKey: string;
  /** A `call.initiated` of a call that nobody saw before, about 1.5 kB. */
  initiated(line: string): { body: string; headers: Record<string, string> };
}

export function createSigner(): WebhookSigner {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
  return {
    publicKey: raw.toString('base64'),
    initiated(line) {
      const body = JSON.stringify(envelope(line));
      const timestamp = String(Math.floor(Date.now() / 1000));
      const signature = sign(null, Buffer.from(`${timestamp}|${body}`), privateKey);
      return {
        body,
        headers: {
          'content-type': 'application/json',
          'telnyx-signature-ed25519': signature.toString('base64'),
          'telnyx-timestamp': timestamp,
        },
      };
    },
  };
}

function envelope(line: string) {
  const now = new Date().toISOString();
  return {
    data: {
      record_type: 'event',
      event_type: 'call.initiated',
      id: randomUUID(),
      occurred_at: now,
      payload: {
        call_control_id: `v3:${randomUUID()}${randomUUID()}`,
        call_leg_id: randomUUID(),
        call_session_id: randomUUID(),
        connection_id: '2709042883142354871',
        client_state: null,
        direction: 'incoming',
        state: 'parked',
        from: '+14165550123',
        to: line,
        start_time: now,
        caller_id_name: 'MARIA LOPEZ',
        shaken_stir_attestation: 'A',
        shaken_stir_validated: true,
        connection_codecs: 'PCMU,PCMA,OPUS,G722',
        offered_codecs: 'PCMU,PCMA,telephone-event',
        custom_headers: [{ name: 'X-Padding', value: 'x'.repeat(600) }],
        tags: [],
      },
    },
    meta: { attempt: 1, delivered_to: 'http://127.0.0.1/functions/v1/telnyx-voice-webhook' },
  };
}
