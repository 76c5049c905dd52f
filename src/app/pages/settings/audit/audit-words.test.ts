import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '@/data/audit-log.queries.ts';
import { auditCopy } from './audit-copy.ts';
import { deedOf, detailsOf, doerOf } from './audit-words.ts';

const { en, fr } = auditCopy;
const entry = (fields: Partial<AuditEntry>): AuditEntry => ({
  id: 1,
  at: '2026-11-24T12:00:00Z',
  action: 'settings.changed',
  detail: {},
  callId: null,
  member: { id: 'm', name: 'Nora' },
  ...fields,
});

describe('[I14] an entry of the audit log in words', () => {
  it('says what was changed, from what to what', () => {
    const changed = entry({
      detail: {
        area: 'who_rings',
        rows: 2,
        changes: [{ ring_seconds: [20, 30] }, { label: [null, 'Main'], active: [true, false] }],
      },
    });
    expect(deedOf(changed, en)).toBe('Who rings: settings changed');
    expect(deedOf(changed, fr)).toBe('Qui sonne : réglages modifiés');
    expect(detailsOf(changed, en)).toEqual([
      '2 changes',
      'ring seconds: 20 → 30',
      'label: nothing → Main',
      'active: on → off',
    ]);
    expect(detailsOf(changed, fr).at(1)).toBe('durée de sonnerie, secondes : 20 → 30');
  });

  it('shows the facts of an action, and the code of one that has no words', () => {
    const bought = entry({
      action: 'number.bought',
      detail: { number: '+1416•••0123', phoneNumberId: 'p', steps: ['x'] },
    });
    expect(deedOf(bought, en)).toBe('Bought a number');
    expect(detailsOf(bought, en)).toEqual(['number: +1416•••0123', 'phone number id: p']);
    expect(deedOf(entry({ action: 'moon.landed' }), en)).toBe('moon.landed');
  });

  it('names who left and what nobody did', () => {
    expect(doerOf(entry({ member: { id: 'm', name: null } }), en)).toBe('Somebody who left');
    expect(doerOf(entry({ member: null }), en)).toBe('Switchboard');
  });

  it('has the same words in both languages', () => {
    for (const group of ['actions', 'kinds', 'areas'] as const) {
      expect(Object.keys(fr[group])).toEqual(Object.keys(en[group]));
    }
  });
});
