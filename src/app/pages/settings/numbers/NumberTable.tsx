import { useAiLines } from '@/data/ai-dispatcher-lines.queries.ts';
import type { PhoneNumber } from '@/data/phone-numbers.queries.ts';
import { cn } from '@/lib/cn.ts';
import { useCopy } from '@/lib/language.ts';
import type { NumberSetupAnswer } from '@core/contracts/number-setup.ts';
import { useEnv } from '../../../env-context.tsx';
import { connectionState } from './connection-state.ts';
import { NumberRow } from './NumberRow.tsx';
import { numbersCopy } from './numbers-copy.ts';

const head = 'px-2 py-1.5 text-left text-2xs font-medium whitespace-nowrap text-faint';

export interface NumberTableProps {
  lines: readonly PhoneNumber[];
  /** Null until it is known, and for agents, who may not see it. */
  answer: NumberSetupAnswer | null;
  canChange: boolean;
}

/** The lines of the business: name, number, connection, and who answers. */
export function NumberTable({ lines, answer, canChange }: NumberTableProps) {
  const copy = useCopy(numbersCopy);
  const { telnyx } = useEnv();
  const { data: aiLines } = useAiLines();
  const { line, number, connection, ai, more } = copy.columns;
  const columns = [line, number, connection, ai];
  const own = [telnyx.connectionId, answer?.resources.call_control_application_id ?? null];
  return (
    <table role="table" aria-label={copy.list} className="block w-full desk:table">
      <thead role="rowgroup" className="hidden desk:table-header-group">
        <tr role="row" className="border-b border-line">
          {columns.map((name) => (
            <th
              key={name}
              role="columnheader"
              className={cn(head, 'first:pl-0', name === ai && 'pr-0 text-right')}
            >
              {name}
            </th>
          ))}
          {canChange ? (
            <th role="columnheader">
              <span className="sr-only">{more}</span>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody role="rowgroup" className="block desk:table-row-group">
        {lines.map((one) => (
          <NumberRow
            key={one.id}
            line={one}
            connection={connectionState(
              one.connectionId,
              // Whoever may not ask takes it that a connected line is connected well.
              canChange ? own : [one.connectionId],
              answer?.numbers.find(({ phone_number_id: id }) => id === one.id) ?? null,
            )}
            ai={aiLines?.find(({ id }) => id === one.id) ?? null}
            canChange={canChange}
          />
        ))}
      </tbody>
    </table>
  );
}
