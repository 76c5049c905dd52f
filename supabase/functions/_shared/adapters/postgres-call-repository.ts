import type {
  AiStartContext,
  CallRepository,
  CommitResult,
  EventContext,
  StoredAiEvent,
  StoredCall,
} from '../ports/call-repository.ts';
import type { RpcClient } from './postgrest-rpc.ts';

/** The repository on Postgres: each method is one SQL function (`supabase/migrations`). */
export function createCallRepository(rpc: RpcClient): CallRepository {
  return {
    loadForEvent: (query) =>
      loadContext(rpc, {
        p_event_id: query.eventId,
        p_call_id: query.callId,
        p_call_control_id: query.callControlId,
        p_from: query.fromNumber,
        p_to: query.toNumber,
      }),
    load: async (callId) =>
      withConnection(await rpc.call<WireCall | null>('load_call', { p_call_id: callId })),
    commit: (change) => rpc.call<CommitResult>('commit_call', { p: change }),
    storeLooseEvent: async (record) => {
      await rpc.call('store_loose_event', { p: record });
    },
    parkDeadLetter: async (letter) => {
      await rpc.call('park_dead_letter', {
        p_id: letter.id,
        p_source: letter.source,
        p_reason: letter.reason,
        p_body: letter.body,
      });
    },
    listDue: async (query) =>
      (await rpc.call<string[] | null>('due_calls', {
        p_limit: query.limit,
        p_quiet_after_ms: query.quietAfterMs,
        p_pending_after_ms: query.pendingAfterMs,
      })) ?? [],
    callsOf: async (memberId) =>
      (await rpc.call<string[] | null>('calls_of_member', { p_member_id: memberId })) ?? [],
    connectionsInUse: async (limit) =>
      (await rpc.call<string[] | null>('connections_in_use', { p_limit: limit })) ?? [],
    aiStartContext: (callId, session) =>
      rpc.call<AiStartContext | null>('ai_start_context', {
        p_call_id: callId,
        p_session: session,
      }),
    storeAiEvent: (event) => rpc.call<StoredAiEvent>('store_ai_event', { p: event }),
    touch: async (callId) => {
      await rpc.call('touch_call', { p_call_id: callId });
    },
  };
}

/** SQL knows the application from the number of the call; here it is part of what identifies it. */
type WireCall = StoredCall & { connectionId?: string | null };

async function loadContext(rpc: RpcClient, args: Record<string, unknown>): Promise<EventContext> {
  const context = await rpc.call<EventContext & { call: WireCall | null }>('load_for_event', args);
  return { ...context, call: withConnection(context.call) };
}

function withConnection(wire: WireCall | null): StoredCall | null {
  if (!wire) return null;
  const { connectionId, ...call } = wire;
  return connectionId ? { ...call, identity: { ...call.identity, connectionId } } : call;
}
