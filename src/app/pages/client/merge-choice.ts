import type { Client, ClientDetails } from '@/data/client.queries.ts';

export type Side = 'kept' | 'gone';
export type FactName = keyof ClientDetails;

export const FACT_NAMES: readonly FactName[] = [
  'name',
  'company',
  'email',
  'address',
  'preferredLanguage',
  'summary',
];

/** Which of two clients' facts stays, where they differ. */
export type MergeChoice = Record<FactName | 'mainNumber', Side>;

export function mainNumberOf(client: Client): string | null {
  return client.phones.find(({ isMain }) => isMain)?.phoneNumber ?? null;
}

/** What stays when nobody chooses: this client's, where there is one. */
export function firstChoice(kept: Client): MergeChoice {
  const side = (value: string | null): Side => (value === null ? 'gone' : 'kept');
  return {
    name: 'kept',
    company: side(kept.company),
    email: side(kept.email),
    address: side(kept.address),
    preferredLanguage: side(kept.preferredLanguage),
    summary: side(kept.summary),
    mainNumber: side(mainNumberOf(kept)),
  };
}

/** The facts of the one client that two become. */
export function chosenFacts(kept: Client, gone: Client, choice: MergeChoice): ClientDetails {
  const from = (fact: FactName) => (choice[fact] === 'kept' ? kept : gone);
  return {
    name: from('name').name,
    company: from('company').company,
    email: from('email').email,
    address: from('address').address,
    preferredLanguage: from('preferredLanguage').preferredLanguage,
    summary: from('summary').summary,
  };
}
