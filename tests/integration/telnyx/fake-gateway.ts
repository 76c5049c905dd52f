import type {
  ByeCause,
  RtcGateway,
  RtcInvite,
  RtcWorld,
} from '../../../local/telnyx/rtc/rtc-gateway.ts';

/** Signalling without sockets: browsers that a test registers, rings and answers. */
export interface FakeGateway extends RtcGateway {
  /** Logs in with a token, as a browser does. */
  register(loginToken: string): ReturnType<RtcWorld['authenticate']>;
  readonly invites: RtcInvite[];
  readonly byes: { legId: string; bye: ByeCause }[];
  readonly world: RtcWorld;
  socketDrops(): number;
}

export function createFakeGateway(world: RtcWorld): FakeGateway {
  const registered = new Map<string, string>();
  const invites: RtcInvite[] = [];
  const byes: { legId: string; bye: ByeCause }[] = [];
  let drops = 0;
  return {
    world,
    invites,
    byes,
    socketDrops: () => drops,
    register(loginToken) {
      const login = world.authenticate({ loginToken });
      if (login.ok) {
        registered.set(login.sipUsername, '2026-11-22T12:00:00.000Z');
        world.registrationChanged(login.sipUsername, true);
      }
      return login;
    },
    isRegistered: (sipUsername) => registered.has(sipUsername),
    registered: () =>
      [...registered].map(([sipUsername, connectedAt]) => ({ sipUsername, connectedAt })),
    invite(invite) {
      if (!registered.has(invite.sipUsername)) return Promise.resolve(false);
      invites.push(invite);
      return Promise.resolve(true);
    },
    ringing: () => undefined,
    answered: () => Promise.resolve(),
    bye(legId, bye) {
      byes.push({ legId, bye });
    },
    dropSockets() {
      drops += 1;
    },
    punt(sipUsername) {
      registered.delete(sipUsername);
    },
    shutdown: () => Promise.resolve(),
  };
}
