import type { Conference } from './conference.ts';

/** Ended ones are told of for so many more. */
const MAX_ENDED = 200;

export interface ConferenceStore {
  add(conference: Conference): void;
  /** By its id, or the name of one that goes on. */
  find(idOrName: string): Conference | undefined;
  /** One that goes on. */
  byName(name: string): Conference | undefined;
  /** Oldest first, ended ones too. */
  all(): Conference[];
  clear(): void;
}

export function createConferenceStore(): ConferenceStore {
  const conferences = new Map<string, Conference>();
  const byName = (name: string): Conference | undefined =>
    [...conferences.values()].find((one) => one.name === name && one.ending === null);
  return {
    add(conference) {
      const ended = [...conferences.values()].filter(({ ending }) => ending !== null);
      for (const { id } of ended.slice(0, -MAX_ENDED)) conferences.delete(id);
      conferences.set(conference.id, conference);
    },
    find: (idOrName) => conferences.get(idOrName) ?? byName(idOrName),
    byName,
    all: () => [...conferences.values()],
    clear: () => conferences.clear(),
  };
}
