import type { CallPolicy } from '../../supabase/functions/_shared/core/call-state.ts';
import type {
  CallChange,
  CallRepository,
} from '../../supabase/functions/_shared/ports/call-repository.ts';
import type { Sabotage } from './world.ts';

/**
 * Bugs that people write, put in by wrapping what stands between the functions and the world. Each
 * must be found: that is what the rules and the faults are worth.
 */
export interface PlantedBug {
  name: string;
  sabotage: Sabotage;
}

const onCommit = (alter: (change: CallChange) => CallChange): Sabotage => ({
  ports: (ports) => ({
    ...ports,
    calls: { ...ports.calls, commit: (change) => ports.calls.commit(alter(change)) },
  }),
});

const onCalls = (alter: (calls: CallRepository) => Partial<CallRepository>): Sabotage => ({
  ports: (ports) => ({ ...ports, calls: { ...ports.calls, ...alter(ports.calls) } }),
});

/** As if every tab lived and everybody wanted calls. */
function reachingAll<T extends { policy: CallPolicy } | null>(of: T): T {
  const ring = of?.policy.ring;
  if (!of || !ring) return of;
  const reachable = ring.steps.flatMap((step) => step.memberIds);
  return { ...of, policy: { ...of.policy, ring: { ...ring, reachable } } };
}

let serial = 0;

export const PLANTED_BUGS: readonly PlantedBug[] = [
  {
    name: 'no dedupe: an event that comes again is applied again',
    sabotage: onCalls((calls) => ({
      loadForEvent: async (query) => ({ ...(await calls.loadForEvent(query)), seen: false }),
      commit: async (change) => {
        const result = await calls.commit(change);
        if (result.ok || result.reason !== 'duplicate_event') return result;
        serial += 1;
        const events = change.events.map((event) => ({ ...event, id: `${event.id}#${serial}` }));
        return await calls.commit({ ...change, events });
      },
    })),
  },
  {
    name: 'claim without compare-and-set: the last writer wins',
    sabotage: onCalls((calls) => ({
      commit: async (change) => {
        const result = await calls.commit(change);
        const isClaim = change.events.some((event) => event.type === 'call.claimed');
        if (result.ok || !isClaim) return result;
        const version = (await calls.load(change.identity.id))?.version ?? 0;
        return { ok: true, version, newCommands: [] };
      },
    })),
  },
  {
    name: 'a waiting call has no deadline',
    sabotage: onCommit((change) => ({ ...change, state: { ...change.state, deadlineAt: null } })),
  },
  {
    name: 'the sweeper does not run',
    sabotage: { withoutSweeper: true },
  },
  {
    name: 'commands are sent before the commit',
    sabotage: {
      ports: (ports) => ({
        ...ports,
        calls: {
          ...ports.calls,
          commit: (change) => {
            for (const command of change.commands) ports.execute(command);
            return ports.calls.commit(change);
          },
        },
      }),
    },
  },
  {
    name: 'the partner is not hung up',
    sabotage: onCommit((change) => ({
      ...change,
      commands: change.commands.filter(({ body }) => body.kind !== 'hangup'),
    })),
  },
  {
    name: 'a repeated command gets a new id',
    sabotage: {
      ports: (ports) => ({
        ...ports,
        execute: (command) => {
          serial += 1;
          return ports.execute({ ...command, commandId: `${command.commandId}.${serial}` });
        },
      }),
    },
  },
  {
    name: 'the webhook answers 200 although nothing was stored',
    sabotage: {
      answerOf: async (respond) => {
        const response = await respond();
        return response.status >= 500 ? new Response(null, { status: 200 }) : response;
      },
    },
  },
  {
    name: 'a late event opens an ended call again',
    sabotage: onCommit((change) => {
      const isLate = change.events.some(
        ({ type }) => type === 'call.answered' || type === 'call.bridged',
      );
      const { state } = change;
      if (!isLate || state.status !== 'ended') return change;
      return { ...change, state: { ...state, status: 'active', outcome: null, endedAt: null } };
    }),
  },
  {
    name: 'a missed call makes no call-back task',
    sabotage: onCommit((change) =>
      change.state.outcome === 'missed'
        ? { ...change, state: { ...change.state, outcome: 'cancelled' } }
        : change,
    ),
  },
  {
    name: 'every leg that is asked about counts as dead',
    sabotage: {
      ports: (ports) => ({ ...ports, isLegAlive: () => false }),
    },
  },
  {
    name: 'Telnyx is never asked whether a leg lives',
    sabotage: { ports: (ports) => ({ ...ports, isLegAlive: () => null }) },
  },
  {
    name: 'pending commands are forgotten',
    sabotage: onCalls((calls) => ({
      load: async (callId) => {
        const stored = await calls.load(callId);
        if (!stored) return null;
        const commands = stored.commands.map((one) => ({ ...one, status: 'done' as const }));
        return { ...stored, commands };
      },
    })),
  },
  {
    name: 'the AI is not stopped before a person is joined',
    sabotage: {
      withAi: true,
      ports: (ports) => ({
        ...ports,
        execute: (command) =>
          command.body.kind === 'stop_ai' ? { ok: true, leg: null } : ports.execute(command),
      }),
    },
  },
  {
    name: 'who hands back to the AI stays on the line',
    sabotage: {
      withAi: true,
      ...onCommit((change) => ({
        ...change,
        commands: change.commands.filter(({ body }) => body.kind !== 'hangup' || !body.releases),
      })),
    },
  },
  {
    name: 'an AI that Telnyx refuses leaves the caller alone',
    sabotage: {
      withAi: true,
      ...onCommit((change) => ({
        ...change,
        commands: change.commands.filter(
          ({ body }) => body.kind !== 'play_ringback' && body.kind !== 'apologise',
        ),
      })),
    },
  },
  {
    name: 'the next step is never begun',
    sabotage: {
      withRing: true,
      ...onCalls((calls) => ({
        commit: async (change) => {
          const isNext = change.events.some(
            ({ event }) => event?.type === 'ring.step_began' && event.offer > 1,
          );
          if (!isNext) return await calls.commit(change);
          return { ok: true, version: change.expectedVersion, newCommands: [] };
        },
      })),
    },
  },
  {
    name: 'calls are offered to dead tabs',
    sabotage: {
      withRing: true,
      ...onCalls((calls) => ({
        load: async (callId) => reachingAll(await calls.load(callId)),
        loadForEvent: async (query) => {
          const context = await calls.loadForEvent(query);
          const { call, number } = context;
          return { ...context, call: reachingAll(call), number: reachingAll(number) };
        },
      })),
    },
  },
  {
    name: 'the mobile rings on when the caller is gone',
    sabotage: {
      withRing: true,
      ...onCommit((change) => {
        const mobiles = change.state.legs.filter(({ role }) => role === 'forward');
        const commands = change.commands.filter(
          ({ body }) =>
            body.kind !== 'hangup' ||
            !mobiles.some(({ callControlId }) => callControlId === body.callControlId),
        );
        return { ...change, commands };
      }),
    },
  },
  {
    name: 'the mobile is dialled although the limits refuse it',
    sabotage: {
      withRing: true,
      ports: (ports) => ({
        ...ports,
        dialGuard: {
          ...ports.dialGuard,
          reserve: async (dial) => {
            await ports.dialGuard.reserve(dial);
            return { ok: true, timeLimitSecs: 60 };
          },
        },
      }),
    },
  },
  {
    name: 'a caller who waits for the mobile is answered into silence',
    sabotage: {
      withRing: true,
      ...onCommit((change) => ({
        ...change,
        commands: change.commands.filter(({ body }) => body.kind !== 'bridge'),
      })),
    },
  },
  {
    name: 'the message is never spoken',
    sabotage: {
      withRing: true,
      ...onCommit((change) => ({
        ...change,
        commands: change.commands.filter(({ body }) => body.kind !== 'say'),
      })),
    },
  },
  {
    name: 'whoever takes a second call leaves the first as it was',
    sabotage: { withRooms: true, ...onCalls(() => ({ callsOf: async () => [] })) },
  },
  {
    name: 'a hold without music',
    sabotage: {
      withRooms: true,
      ports: (ports) => ({
        ...ports,
        execute: (command) =>
          command.body.kind === 'hold_leg' ? { ok: true, leg: null } : ports.execute(command),
      }),
    },
  },
  {
    name: 'the music goes on after a call is resumed',
    sabotage: {
      withRooms: true,
      ...onCommit((change) => ({
        ...change,
        commands: change.commands.filter(({ body }) => body.kind !== 'unhold_leg'),
      })),
    },
  },
  {
    name: 'whom the agent removes stays in the call',
    sabotage: {
      withRooms: true,
      ...onCommit((change) => {
        const guests = change.state.legs.filter(({ role }) => role === 'party');
        const commands = change.commands.filter(
          ({ body }) =>
            body.kind !== 'hangup' ||
            !guests.some(({ callControlId }) => callControlId === body.callControlId),
        );
        return { ...change, commands };
      }),
    },
  },
  {
    name: 'a parked caller is forgotten',
    sabotage: {
      withRooms: true,
      ...onCommit((change) =>
        change.state.room.parked
          ? { ...change, state: { ...change.state, deadlineAt: null } }
          : change,
      ),
    },
  },
];
