import { describe, expect, it } from 'vitest';
import { createTeamLeases } from './team-leases.ts';

const at = (ms: number) => new Date(ms).toISOString();
const member = (seenAtMs: number | null, presence = 'available') => ({
  presence,
  lastSeenAt: seenAtMs === null ? null : at(seenAtMs),
});

describe('when the team is read again', () => {
  it('[I7] a tab that died is found dead within 15 s, though this machine’s clock is wrong', () => {
    // The server's clock; this machine's is an hour behind.
    let serverMs = Date.parse('2026-11-24T10:00:00Z');
    const leases = createTeamLeases(() => serverMs - 3_600_000);
    const diedAt = serverMs + 5_000;
    const lastBeatOfBen = () => Math.min(diedAt, serverMs - (serverMs % 4_000));
    let foundAt = 0;
    while (foundAt === 0) {
      const isOver = serverMs - lastBeatOfBen() > 11_000;
      const team = [
        member(serverMs - (serverMs % 4_000)),
        member(lastBeatOfBen(), isOver ? 'unreachable' : 'available'),
      ];
      if (isOver) foundAt = serverMs;
      leases.onRead(team);
      serverMs += leases.nextReadMs(team);
    }
    expect(foundAt - diedAt).toBeLessThanOrEqual(15_000);
  });

  it('who beats on costs no more than a question every few seconds', () => {
    let serverMs = Date.parse('2026-11-24T10:00:00Z');
    const start = serverMs;
    const leases = createTeamLeases(() => serverMs);
    let reads = 0;
    while (serverMs - start < 60_000) {
      const team = [member(serverMs - (serverMs % 4_000))];
      reads += 1;
      leases.onRead(team);
      serverMs += leases.nextReadMs(team);
    }
    expect(reads).toBeLessThanOrEqual(12);
  });

  it('nobody to watch: seldom', () => {
    const leases = createTeamLeases(() => 0);
    expect(leases.nextReadMs([])).toBe(15_000);
    expect(leases.nextReadMs([member(null, 'signed_out')])).toBe(15_000);
  });

  it('tells a tab that is gone from one whose telephone is off', () => {
    const now = Date.parse('2026-11-24T10:00:00Z');
    const leases = createTeamLeases(() => now);
    const here = member(now - 1_000);
    leases.onRead([here]);
    expect(leases.isSilent(member(now - 12_000, 'unreachable'))).toBe(true);
    expect(leases.isSilent(member(now - 3_000, 'unreachable'))).toBe(false);
  });
});
