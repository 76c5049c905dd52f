import { describe, expect, it } from 'vitest';
import type { Client } from '@/data/client.queries.ts';
import { chosenFacts, firstChoice } from './merge-choice.ts';

const client = (changes: Partial<Client>): Client => ({
  id: 'kept',
  name: 'Maria Lopez',
  email: null,
  address: '41 Sorauren Ave',
  company: null,
  preferredLanguage: 'en',
  summary: null,
  createdAt: '2026-11-01T00:00:00Z',
  mergedInto: null,
  phones: [],
  ...changes,
});
const kept = client({});
const gone = client({ id: 'gone', name: 'M. Lopez', email: 'maria@example.com', address: 'Old' });

describe('which facts stay when two clients become one', () => {
  it('are this client’s, and the other’s where this one has none', () => {
    expect(chosenFacts(kept, gone, firstChoice(kept))).toMatchObject({
      name: 'Maria Lopez',
      email: 'maria@example.com',
      address: '41 Sorauren Ave',
    });
  });

  it('are those that somebody chose', () => {
    const choice = { ...firstChoice(kept), name: 'gone', address: 'gone' } as const;
    expect(chosenFacts(kept, gone, choice)).toMatchObject({ name: 'M. Lopez', address: 'Old' });
  });
});
