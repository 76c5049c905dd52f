import {
  CirclePlay,
  Mic,
  MicOff,
  ParkingCircle,
  Pause,
  PhoneForwarded,
  PhoneOff,
} from 'lucide-react';
import type { Calling } from '@/calling/call-session.ts';
import type { OwnCall } from '@/calling/call-state.ts';
import { holdsFor, roleIn } from '@/calling/room-selectors.ts';
import { callPhase } from '@/calling/selectors.ts';
import { presenceCopy } from '@/components/calling/presence-copy.ts';
import type { TeamMember } from '@/data/team.queries.ts';
import { copyNow } from '@/lib/language.ts';
import type { CallCard } from '@core/contracts/call-card.ts';
import { paletteCopy as copy } from './palette-copy.ts';
import type { PaletteItem } from './palette-items.ts';

const action = (
  id: string,
  title: string,
  icon: PaletteItem['icon'],
  run: () => void,
): PaletteItem => ({ id, group: 'actions', title, icon, run });

/** What can be done with the call that I am in: nothing that the server would refuse. */
export function callActions(
  calling: Calling,
  own: OwnCall | null,
  card: CallCard | null,
  colleagues: readonly TeamMember[],
): PaletteItem[] {
  if (!own) return [];
  const state = calling.store.getState();
  const phase = callPhase(state, own);
  const isUp = phase === 'active' || phase === 'held';
  const isHolder = isUp && card !== null && roleIn(state, card) === 'holder';
  return [
    action('mute', own.muted ? copy.unmute : copy.mute, own.muted ? Mic : MicOff, () =>
      calling.setMuted(!own.muted),
    ),
    ...(isHolder ? holderActions(calling, card.id, holdsFor(state, own), colleagues) : []),
    action('end', copy.endCall, PhoneOff, () => void calling.hangUp()),
  ];
}

function holderActions(
  calling: Calling,
  callId: string,
  isHeld: boolean,
  colleagues: readonly TeamMember[],
): PaletteItem[] {
  const hold = isHeld
    ? action('hold', copy.resume, CirclePlay, () => void calling.resume())
    : action('hold', copy.hold, Pause, () => void calling.hold());
  const transfers = colleagues.map((member) => ({
    ...action(
      `transfer-${member.memberId}`,
      copy.transferTo(member.displayName),
      PhoneForwarded,
      () => void calling.transfer(callId, { memberId: member.memberId }, { mode: 'attended' }),
    ),
    detail: copyNow(presenceCopy).presence[member.presence],
  }));
  return [
    hold,
    action('park', copy.park, ParkingCircle, () => void calling.park(callId)),
    ...transfers,
  ];
}
