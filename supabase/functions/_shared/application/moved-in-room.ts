import type { CallEvent, LegEvent } from '../core/call-events.ts';
import type { StoredCall, StoredCommand } from '../ports/call-repository.ts';

/**
 * What an accepted command about the room makes true, before Telnyx's webhook tells it: the next
 * command must not wait for news, since the caller would hear nothing meanwhile [I4].
 *
 * @param opened the conference that Telnyx made; null where its answer did not say: the webhook will
 */
export function movedInRoom(
  { commandId, body }: Pick<StoredCommand, 'commandId' | 'body'>,
  opened: string | null,
  stored: StoredCall,
  now: string,
): CallEvent[] {
  switch (body.kind) {
    case 'open_room': {
      if (!opened) return [];
      const id = `${commandId}:opened`;
      return [
        { id, type: 'room.opened', occurredAt: now, conferenceId: opened },
        ...about(stored, commandId, body.callControlId, now, {
          type: 'leg.joined',
          conferenceId: opened,
        }),
      ];
    }
    case 'join_room': {
      const { callControlId, conferenceId, held } = body;
      const joined = { type: 'leg.joined', conferenceId } as const;
      return [
        ...about(stored, commandId, callControlId, now, joined),
        ...(held ? about(stored, commandId, callControlId, now, { type: 'leg.held' }) : []),
      ];
    }
    case 'leave_room': {
      const { callControlId, conferenceId } = body;
      return about(stored, commandId, callControlId, now, { type: 'leg.left', conferenceId });
    }
    case 'bridge': {
      const paired = { type: 'leg.paired' } as const;
      return [body.callControlId, body.agentCallControlId].flatMap((leg) =>
        about(stored, `${commandId}:${leg}`, leg, now, paired),
      );
    }
    case 'hold_leg':
      return about(stored, commandId, body.callControlId, now, { type: 'leg.held' });
    case 'unhold_leg':
      return about(stored, commandId, body.callControlId, now, { type: 'leg.unheld' });
    default:
      return [];
  }
}

type Moved =
  | { type: 'leg.joined' | 'leg.left'; conferenceId: string }
  | { type: 'leg.held' | 'leg.unheld' | 'leg.paired' };

function about(
  stored: StoredCall,
  commandId: string,
  callControlId: string,
  now: string,
  moved: Moved,
): LegEvent[] {
  const known = stored.events.find(
    (event) => 'leg' in event && event.leg.callControlId === callControlId,
  );
  if (!known || !('leg' in known)) return [];
  const id = `${commandId}:${moved.type}`;
  return [{ ...moved, id, occurredAt: now, leg: known.leg, legStartedAt: null }];
}
