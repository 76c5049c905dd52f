import type { AiReason } from './call-events.ts';
import type { CallPolicy } from './call-state.ts';

/** When the AI is to take an inbound call, and why; null: people only. */
export function routeInbound(policy: CallPolicy): { aiAfterMs: number; reason: AiReason } | null {
  const { ai } = policy;
  if (!ai?.enabled) return null;
  const closed = { aiAfterMs: 0, reason: 'after_hours' } as const;
  const overflow = { aiAfterMs: ai.overflowAfterMs, reason: 'overflow' } as const;
  switch (ai.mode) {
    case 'always':
      return { aiAfterMs: 0, reason: 'always' };
    case 'after_hours':
      return ai.isOpen ? null : closed;
    case 'overflow':
      return overflow;
    case 'overflow_or_after_hours':
      return ai.isOpen ? overflow : closed;
  }
}
