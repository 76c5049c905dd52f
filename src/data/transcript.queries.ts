import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { TranscriptSegment } from '@core/contracts/transcript.ts';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';
import { onTranscriptChanged } from './transcript-changed.ts';
import { mergeSegments, readSegments } from './transcript-segments.ts';

/** How often a live transcript is read while no broadcast comes. */
const POLL_MS = 2_000;

const keyOf = (callId: string) => ['call-transcript', callId];

/** The API gives out so many rows at a time, of a long call not all. */
const PAGE = 500;

async function fetchSegments(
  supabase: Supabase,
  callId: string,
  signal: AbortSignal,
): Promise<TranscriptSegment[]> {
  const segments: TranscriptSegment[] = [];
  for (let from = 0; ; from += PAGE) {
    const { data } = await supabase
      .rpc('call_transcript', { p_call_id: callId })
      .range(from, from + PAGE - 1)
      .abortSignal(signal)
      .throwOnError();
    segments.push(...readSegments(data));
    if (!Array.isArray(data) || data.length < PAGE) return segments;
  }
}

function transcriptQuery(supabase: Supabase, callId: string) {
  return queryOptions({
    queryKey: keyOf(callId),
    queryFn: async ({ signal }): Promise<TranscriptSegment[]> => {
      // What is broadcast while the answer is on its way is newer than the answer.
      const heardMeanwhile: TranscriptSegment[] = [];
      const stop = onTranscriptChanged((heard) => {
        if (heard.callId === callId) heardMeanwhile.push(...heard.segments);
      });
      try {
        return mergeSegments(await fetchSegments(supabase, callId, signal), heardMeanwhile);
      } finally {
        stop();
      }
    },
  });
}

/**
 * Everything said and done in a call, in order, as it grows.
 *
 * @param isJoined whether the organisation's channel is joined: broadcasts are hints, read again
 *   whenever it was lost, and polled for while it is
 * @param isUnderWay whether the call still goes on
 */
export function useTranscript(
  callId: string,
  { isJoined, isUnderWay }: { isJoined: boolean; isUnderWay: boolean },
) {
  const queryClient = useQueryClient();
  const query = useQuery({
    ...transcriptQuery(useSupabase(), callId),
    refetchInterval: isUnderWay && !isJoined ? POLL_MS : false,
  });
  useEffect(
    () =>
      onTranscriptChanged((heard) => {
        if (heard.callId !== callId) return;
        queryClient.setQueryData<TranscriptSegment[]>(keyOf(callId), (known) =>
          known ? mergeSegments(known, heard.segments) : known,
        );
      }),
    [queryClient, callId],
  );
  useEffect(() => {
    // Also when the call ends: the last words may have come while nobody listened.
    void queryClient.invalidateQueries({ queryKey: keyOf(callId) });
  }, [queryClient, callId, isJoined, isUnderWay]);
  return query;
}
