import { Ellipsis, LogOut, ParkingSquare } from 'lucide-react';
import { otherParties } from '@/calling/room-selectors.ts';
import { ownCard } from '@/calling/selectors.ts';
import { useCalling, useCallingState } from '@/calling/use-calling.ts';
import { Menu, MenuItem } from '@/components/ui/Menu.tsx';
import { callingCopy } from './calling-copy.ts';
import { PhoneKey } from './PhoneKey.tsx';
import { roomCopy } from './room-copy.ts';

const { more: copy } = roomCopy;

/** What is done rarely: park the caller, or leave the call to those who remain. */
export function MoreMenu({ callId, disabled }: { callId: string | null; disabled: boolean }) {
  const calling = useCalling();
  const canLeave = useCallingState((state) => {
    const card = ownCard(state);
    return card ? otherParties(card).some(({ status }) => status === 'joined') : false;
  });
  const key = (
    <PhoneKey icon={<Ellipsis aria-hidden="true" />} disabled={disabled || callId === null}>
      {callingCopy.keys.more}
    </PhoneKey>
  );
  if (disabled || callId === null) return key;
  return (
    <Menu side="top" trigger={key}>
      <MenuItem
        icon={<ParkingSquare aria-hidden="true" />}
        onSelect={() => void calling.park(callId)}
      >
        {copy.park}
      </MenuItem>
      <MenuItem
        icon={<LogOut aria-hidden="true" />}
        disabled={!canLeave}
        onSelect={() => void calling.leave(callId)}
      >
        {copy.leave}
      </MenuItem>
    </Menu>
  );
}
