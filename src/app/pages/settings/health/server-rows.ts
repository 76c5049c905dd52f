import { shortAgo } from '@/lib/dates.ts';
import { localeOf } from '@/lib/language.ts';
import type { HealthCheckResult } from '@core/contracts/health.ts';
import { displayNumber } from '@core/e164.ts';
import type { HealthCopy } from './health-copy.ts';
import type { FindingFacts, HealthRow, RowAction, Sentence } from './health-rows.ts';

const PORTAL = 'https://portal.telnyx.com/#/app';

/** One line for what the server found. */
export function serverRow(result: HealthCheckResult, copy: HealthCopy): HealthRow {
  const facts = factsOf(result, copy);
  const words =
    copy.server[result.id][result.code] ?? copy.common[result.code] ?? copy.common.no_answer;
  const say = (sentence: Sentence) => (typeof sentence === 'string' ? sentence : sentence(facts));
  return {
    id: result.id,
    state: result.state,
    finding: say(words.finding),
    measure: measureOf(result, copy),
    remedy: words.remedy && result.state !== 'ok' ? say(words.remedy) : undefined,
    actions: result.state === 'ok' || result.state === 'off' ? [] : actionsOf(result),
  };
}

function factsOf({ detail, measure }: HealthCheckResult, copy: HealthCopy): FindingFacts {
  const list = new Intl.ListFormat(localeOf(), { type: 'conjunction' });
  return {
    host: detail.host ?? '',
    numbers: list.format((detail.numbers ?? []).map((number) => displayNumber(number))),
    functions: list.format(detail.functions ?? []),
    ending: detail.ending ?? '',
    count: detail.count ?? 0,
    limit: detail.limit ?? 0,
    ago: detail.at ? copy.ago(shortAgo(detail.at, Date.now())) : '',
    amount: measure?.unit === 'money' ? String(measure.value) : '',
  };
}

function measureOf({ measure }: HealthCheckResult, copy: HealthCopy): string | undefined {
  if (!measure) return undefined;
  if (measure.unit === 'money') {
    return new Intl.NumberFormat(localeOf(), {
      style: 'currency',
      currency: measure.currency ?? 'USD',
    }).format(measure.value);
  }
  return copy.units[measure.unit](new Intl.NumberFormat(localeOf()).format(measure.value));
}

/** What a button mends, else where a person can. */
function actionsOf({ id, code, fixes }: HealthCheckResult): RowAction[] {
  const actions: RowAction[] = fixes.map((fix) => ({ kind: 'fix', fix }));
  if (id === 'dead_letters') actions.push({ kind: 'letters' });
  if (id === 'api_key') actions.push({ kind: 'portal', href: `${PORTAL}/api-keys` });
  if (id === 'balance') actions.push({ kind: 'portal', href: `${PORTAL}/billing` });
  if (id === 'webhook' && code !== 'missing') {
    actions.push({ kind: 'portal', href: `${PORTAL}/call-control/applications` });
  }
  const needsNumbers = code === 'missing' || id === 'numbers';
  if (needsNumbers && id !== 'functions' && fixes.length === 0) {
    actions.push({ kind: 'page', to: '/settings/communications' });
  }
  if (id === 'lines' || (id === 'voice_profile' && code === 'disabled')) {
    actions.push({ kind: 'page', to: '/settings/limits' });
  }
  return actions;
}
