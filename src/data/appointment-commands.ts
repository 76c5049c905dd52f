import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import type { Json } from '@database-types';
import type { AppointmentStatus } from './appointments.queries.ts';
import { type Visit, VISITS_KEY } from './calendar-visits.queries.ts';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

const TIMEOUT_MS = 10_000;
/** Without a network a change fails and is taken back, rather than waiting unseen for hours. */
const NETWORK_MODE = 'always';

/** Why a visit was not kept as asked for. `unreachable`: no answer; it may have been kept all the same. */
export type VisitRefusal = 'conflict' | 'outside_hours' | 'not_found' | 'invalid' | 'unreachable';

export type VisitResult =
  | { ok: true; id: string }
  | { ok: false; reason: VisitRefusal; other: { title: string; clientName: string | null } | null };

/** A visit as a form or a drag asks for it; of one that exists only what is named is changed. */
export interface VisitDraft {
  /** Of the visit that is changed; none for a new one. */
  id?: string;
  clientId?: string;
  resourceId?: string;
  serviceId?: string | null;
  title?: string;
  /** Epoch milliseconds. */
  startsAt?: number;
  endsAt?: number;
  note?: string | null;
  status?: AppointmentStatus;
  /** A person has said that it is meant to be outside the opening hours. */
  isOutsideHoursOk?: boolean;
}

const answerSchema = z.union([
  z.object({ ok: z.literal(true), id: z.optional(z.string()) }),
  z.object({
    ok: z.literal(false),
    reason: z.enum(['conflict', 'outside_hours', 'not_found', 'invalid']),
    with_title: z.nullish(z.string()),
    with_client: z.nullish(z.string()),
  }),
]);

const UNREACHABLE: VisitResult = { ok: false, reason: 'unreachable', other: null };

function readAnswer(data: unknown, id: string): VisitResult {
  const parsed = answerSchema.safeParse(data);
  if (!parsed.success) return UNREACHABLE;
  const answer = parsed.data;
  if (answer.ok) return { ok: true, id: answer.id ?? id };
  const other = answer.with_title
    ? { title: answer.with_title, clientName: answer.with_client ?? null }
    : null;
  return { ok: false, reason: answer.reason, other };
}

async function saveVisit(supabase: Supabase, draft: VisitDraft): Promise<VisitResult> {
  const instant = (at: number | undefined) =>
    at === undefined ? undefined : new Date(at).toISOString();
  const columns = {
    id: draft.id,
    client_id: draft.clientId,
    resource_id: draft.resourceId,
    service_id: draft.serviceId,
    title: draft.title,
    starts_at: instant(draft.startsAt),
    ends_at: instant(draft.endsAt),
    note: draft.note,
    status: draft.status,
    outside_hours_ok: draft.isOutsideHoursOk ? true : undefined,
  };
  const { data, error } = await supabase
    // What is undefined is not in the JSON that is sent.
    .rpc('save_visit', { p: columns as Json })
    .abortSignal(AbortSignal.timeout(TIMEOUT_MS));
  return error ? UNREACHABLE : readAnswer(data, draft.id ?? '');
}

async function cancelVisit(supabase: Supabase, id: string): Promise<VisitResult> {
  const { data, error } = await supabase
    .rpc('cancel_visit_by_member', { p_id: id })
    .abortSignal(AbortSignal.timeout(TIMEOUT_MS));
  return error ? UNREACHABLE : readAnswer(data, id);
}

type Cached = Visit[] | undefined;

async function change(queryClient: QueryClient, apply: (visits: Visit[]) => Visit[]) {
  await queryClient.cancelQueries({ queryKey: VISITS_KEY });
  queryClient.setQueriesData<Visit[]>({ queryKey: VISITS_KEY }, (visits: Cached) =>
    visits ? apply(visits) : visits,
  );
}

const without = (id: string) => (visits: Visit[]) => visits.filter((visit) => visit.id !== id);
const replaced = (next: Visit) => (visits: Visit[]) =>
  visits.map((visit) => (visit.id === next.id ? next : visit));

/** Everything that shows visits; the history of a client has the next one beside it. */
function refetch(queryClient: QueryClient): void {
  void queryClient.invalidateQueries({ queryKey: ['appointments'] });
  void queryClient.invalidateQueries({ queryKey: ['client-facts'] });
}

/** What of a visit differs, as a command: what somebody else wrote meanwhile stays. */
export function changesOf({ before, after, isOutsideHoursOk }: VisitChange): VisitDraft {
  const isElsewhere =
    after.startsAt !== before.startsAt ||
    after.endsAt !== before.endsAt ||
    after.resource.id !== before.resource.id;
  return {
    id: after.id,
    ...(isElsewhere
      ? { resourceId: after.resource.id, startsAt: after.startsAt, endsAt: after.endsAt }
      : {}),
    ...(after.status === before.status ? {} : { status: after.status }),
    isOutsideHoursOk,
  };
}

/** Changes a visit: on screen at once, taken back when it is refused. */
export function useChangeVisit() {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  return useMutation({
    networkMode: NETWORK_MODE,
    mutationFn: (asked: VisitChange) => saveVisit(supabase, changesOf(asked)),
    onMutate: ({ after }) => change(queryClient, replaced(after)),
    onSuccess: async (result, { before }) => {
      if (!result.ok) await change(queryClient, replaced(before));
    },
    onSettled: () => refetch(queryClient),
  });
}

export interface VisitChange {
  before: Visit;
  after: Visit;
  isOutsideHoursOk: boolean;
}

/** Cancels a visit: off the screen at once, back when it is refused. */
export function useCancelVisit() {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  return useMutation({
    networkMode: NETWORK_MODE,
    mutationFn: (visit: Visit) => cancelVisit(supabase, visit.id),
    onMutate: (visit) => change(queryClient, without(visit.id)),
    onSuccess: async (result, visit) => {
      if (!result.ok) await change(queryClient, (visits) => [...without(visit.id)(visits), visit]);
    },
    onSettled: () => refetch(queryClient),
  });
}

/** Books a new visit, or brings back one that was cancelled. */
export function useSaveVisit() {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  return useMutation({
    networkMode: NETWORK_MODE,
    mutationFn: (draft: VisitDraft) => saveVisit(supabase, draft),
    onSettled: () => refetch(queryClient),
  });
}
