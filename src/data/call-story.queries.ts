import { queryOptions, useQuery } from '@tanstack/react-query';
import { type CallStory, callStorySchema, storyPageSchema } from '@core/contracts/call-story.ts';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

/** How often a call that goes on is read while no broadcast comes. */
const POLL_MS = 2_000;
/** So many pages of 500 events are read at most; no call comes near. */
const MAX_PAGES = 20;
/** A member has at most sixty. */
const MAX_QUALITY = 300;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function fetchStory(
  supabase: Supabase,
  callId: string,
  signal: AbortSignal,
): Promise<CallStory | null> {
  const read = async (after?: { at: string; id: string }): Promise<unknown> => {
    const cursor = after ? { p_after: after.at, p_after_id: after.id } : {};
    const { data } = await supabase
      .rpc('call_story', { p_call_id: callId, ...cursor })
      .abortSignal(signal)
      .throwOnError();
    return data;
  };
  const [first, quality] = await Promise.all([read(), fetchQuality(supabase, callId, signal)]);
  if (first === null) return null;
  const story = callStorySchema.parse({ ...Object(first), quality });
  let { next } = story;
  for (let page = 1; next && page < MAX_PAGES; page += 1) {
    const more = storyPageSchema.parse(await read(next));
    story.events.push(...more.events);
    next = more.next;
  }
  return { ...story, next };
}

async function fetchQuality(supabase: Supabase, callId: string, signal: AbortSignal) {
  const { data } = await supabase
    .from('call_quality')
    .select('id, member_id, what, since, until, loss_in, loss_out, jitter_ms, round_trip_ms')
    .eq('call_id', callId)
    .order('since')
    .limit(MAX_QUALITY)
    .abortSignal(signal);
  // The call is worth more than how it sounded.
  return data ?? [];
}

function callStoryQuery(supabase: Supabase, callId: string) {
  return queryOptions({
    queryKey: ['call-story', callId],
    // What is no id is no call; asking would be an error.
    queryFn: ({ signal }) =>
      UUID.test(callId) ? fetchStory(supabase, callId, signal) : Promise.resolve(null),
  });
}

/**
 * Everything stored of a call; null: there is none at this address, or it is not ours.
 *
 * @param isPolled the call goes on and no broadcast tells of its changes
 */
export function useCallStory(callId: string, { isPolled }: { isPolled: boolean }) {
  return useQuery({
    ...callStoryQuery(useSupabase(), callId),
    refetchInterval: ({ state }) =>
      isPolled && state.data && state.data.call.status !== 'ended' ? POLL_MS : false,
  });
}
