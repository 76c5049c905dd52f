import * as z from 'zod/mini';
import type { Supabase } from './supabase-client.ts';

const scopeSchema = z.object({ organizationId: z.string(), channelEpoch: z.number() });

type Listener = (topic: string) => void;
const listeners = new Set<Listener>();

/**
 * The name of the organisation's channel. Its epoch is raised when somebody loses access, since a
 * socket that has joined is not asked for its rights again.
 */
function organizationTopic(scope: { organizationId: string; channelEpoch: number }): string {
  return `org:${scope.organizationId}:${scope.channelEpoch}`;
}

/** To be called with every membership that was read: whoever listens on another channel moves. */
export function announceChannelEpoch(scope: {
  organizationId: string;
  channelEpoch: number;
}): void {
  const topic = organizationTopic(scope);
  for (const listener of listeners) listener(topic);
}

/** @returns stops listening */
export function onChannelTopic(listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

const TIMEOUT_MS = 8_000;

/** Asks the server what the channel is called now. Null: the caller is no member of that organisation. */
export async function readOrganizationTopic(
  supabase: Supabase,
  organizationId: string,
): Promise<string | null> {
  const { data } = await supabase
    .rpc('my_membership')
    .abortSignal(AbortSignal.timeout(TIMEOUT_MS))
    .throwOnError();
  const scope = scopeSchema.safeParse(data);
  if (!scope.success || scope.data.organizationId !== organizationId) return null;
  return organizationTopic(scope.data);
}
