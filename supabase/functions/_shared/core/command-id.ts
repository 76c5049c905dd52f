import type { CommandKind } from './call-events.ts';
import type { CommandBody, PlannedCommand } from './call-plan.ts';

/** A planned command with the id that this decision always has. */
export function command(
  { callId }: { callId: string },
  discriminator: string | number,
  body: CommandBody,
): PlannedCommand {
  return { commandId: commandIdOf(callId, body.kind, discriminator), body };
}

export function commandIdOf(
  callId: string,
  kind: CommandKind,
  discriminator: string | number,
): string {
  return `${callId}:${kind}:${discriminator}`;
}
