/** Ways to make realtime misbehave, for tests of how the app copes. */
export interface RealtimeFaults {
  /** Joins are answered with an error. */
  refuseJoins: boolean;
  /** New sockets are refused. */
  refuseSockets: boolean;
  /** Share of broadcasts that get lost, 0 to 1. */
  dropMessages: number;
}

export const noFaults: RealtimeFaults = {
  refuseJoins: false,
  refuseSockets: false,
  dropMessages: 0,
};

/** Reads a change of the faults from an admin request; null when it is not one. */
export function parseFaults(
  body: Record<string, unknown>,
  current: RealtimeFaults,
): RealtimeFaults | null {
  const {
    refuse_joins: refuseJoins = current.refuseJoins,
    refuse_sockets: refuseSockets = current.refuseSockets,
    drop_messages: dropMessages = current.dropMessages,
  } = body;
  const isValid =
    typeof refuseJoins === 'boolean' &&
    typeof refuseSockets === 'boolean' &&
    typeof dropMessages === 'number' &&
    dropMessages >= 0 &&
    dropMessages <= 1;
  return isValid ? { refuseJoins, refuseSockets, dropMessages } : null;
}
