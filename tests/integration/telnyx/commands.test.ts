import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { JOHN, startHarness, until } from './harness.ts';
import type { Harness } from './harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await startHarness();
});
afterEach(() => h.stop());

describe('[I6] command_id', () => {
  test('a repeated dial within 60 s is the first one, not a second call', async () => {
    const first = await h.dial({ command_id: 'dial-1' });
    await h.clock.advance(59_999);
    const again = await h.dial({ command_id: 'dial-1' });
    expect(again.body).toEqual(first.body);
    expect((await h.sim('GET', '/legs')).body).toHaveLength(1);
    const commands = (await h.sim('GET', '/commands')).body;
    expect(commands.map((row: { deduplicated: boolean }) => row.deduplicated)).toEqual([
      false,
      true,
    ]);
  });

  test('after 60 s the same id dials again', async () => {
    await h.dial({ command_id: 'dial-1' });
    await h.clock.advance(60_000);
    await h.dial({ command_id: 'dial-1' });
    expect((await h.sim('GET', '/legs')).body).toHaveLength(2);
  });

  test('a repeated action answers ok and does nothing, though the call has ended', async () => {
    const { callControlId } = await h.inboundCall();
    await h.command(callControlId, 'hangup', { command_id: 'h' });
    const again = await h.command(callControlId, 'hangup', { command_id: 'h' });
    expect([again.status, again.body]).toEqual([200, { data: { result: 'ok' } }]);
    const other = await h.command(callControlId, 'hangup', { command_id: 'other' });
    expect(other.status).toBe(422);
  });

  test('the same id on another leg is another command', async () => {
    const first = await h.inboundCall();
    const second = await h.inboundCall({ from: JOHN });
    await h.command(first.callControlId, 'answer', { command_id: 'x' });
    await h.command(second.callControlId, 'answer', { command_id: 'x' });
    await h.event('call.answered', second.callControlId);
  });

  test('a command that was executed but whose reply was lost is not executed twice', async () => {
    await h.sim('PUT', '/faults', { rest: { execute_then_fail: [{ action: 'dial', times: 1 }] } });
    await expect(h.dial({ command_id: 'dial-1' })).rejects.toThrow();
    const again = await h.dial({ command_id: 'dial-1' });
    const legs = (await h.sim('GET', '/legs')).body;
    expect(legs.map((leg: { id: string }) => leg.id)).toEqual([again.body.data.call_leg_id]);
  });

  test('a command that was refused is executed when it is sent again and fits', async () => {
    const { callControlId } = await h.inboundCall();
    const speak = { command_id: 's', payload: 'Hello', voice: 'female' };
    expect((await h.command(callControlId, 'speak', speak)).status).toBe(422);
    await h.command(callControlId, 'answer');
    expect((await h.command(callControlId, 'speak', speak)).status).toBe(200);
    await h.event('call.speak.started');
  });

  test('a command that failed is executed when it is sent again', async () => {
    await h.sim('PUT', '/faults', { rest: { fail: [{ action: 'dial', status: 503, times: 1 }] } });
    expect((await h.dial({ command_id: 'dial-1' })).status).toBe(503);
    expect((await h.dial({ command_id: 'dial-1' })).status).toBe(200);
    expect((await h.sim('GET', '/legs')).body).toHaveLength(1);
  });
});

describe('the dial rate', () => {
  test('is 150 in any 5 s; over it 429 / 90103 with the x-ratelimit headers', async () => {
    for (let count = 0; count < 150; count += 1) {
      const { status, headers } = await h.dial({ to: 'sip:nobody@sip.telnyx.com' });
      expect([status, headers.get('x-ratelimit-remaining')]).toEqual([200, String(149 - count)]);
    }
    const over = await h.dial();
    expect([over.status, over.body.errors[0].code]).toEqual([429, '90103']);
    expect(over.headers.get('x-ratelimit-limit')).toBe('150');
    expect(over.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(over.headers.get('x-ratelimit-reset')).toBe('5');
    await h.clock.advance(5000);
    expect((await h.dial()).status).toBe(200);
  });
});

describe('the command log', () => {
  test('holds every command with its leg, id, body and answer', async () => {
    const { callControlId } = await h.inboundCall();
    await h.command(callControlId, 'speak', { command_id: 's1', payload: 'Hi', voice: 'female' });
    const [row] = (await h.sim('GET', '/commands?after=0')).body;
    expect(row).toMatchObject({
      seq: 1,
      method: 'POST',
      action: 'speak',
      call_control_id: callControlId,
      command_id: 's1',
      body: { command_id: 's1', payload: 'Hi', voice: 'female' },
      status: 422,
      deduplicated: false,
    });
    expect((await h.sim('GET', `/commands?after=${row.seq}`)).body).toEqual([]);
  });

  test('hides passwords', async () => {
    await h.rest('POST', '/credential_connections', {
      connection_name: 'Second',
      user_name: 'second1',
      password: 'a-real-password',
    });
    const [row] = (await h.sim('GET', '/commands')).body;
    expect(row.body.password).toBe('********');
  });
});

test('latency holds an answer back', async () => {
  await h.sim('PUT', '/faults', { rest: { latency_ms: 700 } });
  let isAnswered = false;
  const reply = h.dial().then((answer) => {
    isAnswered = true;
    return answer;
  });
  await until('the request to wait', () => h.clock.pending() === 1);
  expect(isAnswered).toBe(false);
  await h.clock.advance(700);
  expect((await reply).status).toBe(200);
});
