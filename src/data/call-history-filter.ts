import { parseNumber } from '@core/phone-number.ts';

/** `missed` stands for inbound calls that nobody answered. */
export const CALL_TYPES = ['all', 'inbound', 'outbound', 'missed'] as const;
export type CallType = (typeof CALL_TYPES)[number];

export const CALL_STATUSES = [
  'any',
  'answered',
  'missed',
  'no_answer',
  'busy',
  'rejected',
  'cancelled',
  'failed',
  'in_progress',
] as const;
export type CallStatusFilter = (typeof CALL_STATUSES)[number];

export interface CallHistoryFilter {
  type: CallType;
  status: CallStatusFilter;
  /** A part of a name or number, or words of a note or transcript. */
  search: string;
  clientId: string | null;
  /** A member's id, `ai` or `nobody`; empty: anybody. */
  person?: string;
  lineId?: string;
  tag?: string;
  disposition?: string;
  needsCallBack?: boolean;
  /** From this moment on, before that one; ISO 8601. */
  from?: string;
  to?: string;
}

/** What `call_history()` takes: what is not asked for is not there. */
export function databaseFilter(filter: CallHistoryFilter): Record<string, unknown> {
  const isMissed = filter.type === 'missed';
  const direction = isMissed ? 'inbound' : filter.type;
  const number = filter.search === '' ? null : parseNumber(filter.search);
  return Object.fromEntries(
    Object.entries({
      direction: direction === 'all' ? null : direction,
      status: isMissed ? 'missed' : databaseStatus(filter.status),
      search: filter.search,
      number: number?.ok ? number.e164 : null,
      clientId: filter.clientId,
      agentId: filter.person,
      lineId: filter.lineId,
      tag: filter.tag,
      disposition: filter.disposition,
      needsCallBack: filter.needsCallBack === true ? true : null,
      from: filter.from,
      to: filter.to,
    }).filter(([, value]) => value !== null && value !== undefined && value !== ''),
  );
}

/** An outcome, or `live` for what has not ended. */
function databaseStatus(status: CallStatusFilter): string | null {
  if (status === 'any') return null;
  return status === 'in_progress' ? 'live' : status;
}
