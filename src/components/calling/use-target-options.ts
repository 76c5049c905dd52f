import type { PartyTarget } from '@/calling/ports.ts';
import { useCallingState } from '@/calling/use-calling.ts';
import { useClients } from '@/data/clients.queries.ts';
import { type TeamMember, useTeam } from '@/data/team.queries.ts';
import { displayNumber } from '@core/e164.ts';
import { useParsedNumber } from './use-parsed-number.ts';

/** Somebody whom a call can go to. */
export interface TargetOption {
  id: string;
  name: string;
  /** For reading; null for a colleague. */
  number: string | null;
  presence: TeamMember['presence'] | null;
  target: PartyTarget;
}

const MOST_CLIENTS = 5;

function colleagueOption(member: TeamMember): TargetOption {
  const { memberId, displayName, presence } = member;
  const target = { memberId };
  return { id: `member-${memberId}`, name: displayName, number: null, presence, target };
}

/** Nobody would hear it ring there. */
export function isOutOfReach({ presence }: TargetOption): boolean {
  return presence === 'unreachable' || presence === 'signed_out';
}

/**
 * Colleagues with their presence, those within reach first; with something typed also clients with
 * each of their numbers, and the number itself.
 */
export function useTargetOptions(search: string): TargetOption[] {
  const text = search.trim();
  const me = useCallingState((state) => state.me?.id);
  const team = useTeam().data ?? [];
  const clients = useClients(text).data?.pages[0] ?? [];
  const parsed = useParsedNumber(text);
  const colleagues = team
    .filter(({ memberId }) => memberId !== me)
    .map(colleagueOption)
    .filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()))
    .toSorted((a, b) => Number(isOutOfReach(a)) - Number(isOutOfReach(b)));
  if (text === '') return colleagues;
  const ofClients = clients.slice(0, MOST_CLIENTS).flatMap((client) =>
    client.phones.map(({ id, phoneNumber }): TargetOption => ({
      id: `phone-${id}`,
      name: client.name,
      number: displayNumber(phoneNumber),
      presence: null,
      target: { number: phoneNumber, clientId: client.id },
    })),
  );
  if (!parsed?.ok) return [...colleagues, ...ofClients];
  const shown = displayNumber(parsed.e164);
  if (ofClients.some(({ number }) => number === shown)) return [...colleagues, ...ofClients];
  const target = { number: parsed.e164 };
  const typed = { id: 'typed', name: shown, number: null, presence: null, target };
  return [typed, ...colleagues, ...ofClients];
}
