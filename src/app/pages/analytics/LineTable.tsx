import { usePhoneNumbers } from '@/data/phone-numbers.queries.ts';
import { cn } from '@/lib/cn.ts';
import { analyticsCopy } from './copy.ts';
import type { Figures, Tally } from './figures.ts';
import { percent } from './percent.ts';

const { table: copy } = analyticsCopy;
const head = 'px-2 py-1.5 text-right text-2xs font-medium text-faint first:pl-0 first:text-left';
const cell = 'h-9 px-2 text-right tabular-nums first:pl-0 first:text-left';

/** The exact figures: calls in by line. */
export function LineTable({ figures }: { figures: Figures }) {
  const { data: lines } = usePhoneNumbers();
  const nameOf = (lineId: string | null) =>
    lines?.find(({ id }) => id === lineId)?.label ?? copy.noLine;
  return (
    <table aria-label={copy.label} className="w-full self-start">
      <thead>
        <tr className="border-b border-line">
          {[copy.line, copy.calls, copy.answered, copy.missed, copy.rate].map((name) => (
            <th key={name} scope="col" className={head}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {figures.lines.map((line) => (
          <Row key={line.lineId} name={nameOf(line.lineId)} tally={line} />
        ))}
        <Row name={copy.all} tally={figures.inbound} isTotal />
      </tbody>
    </table>
  );
}

function Row({ name, tally, isTotal = false }: { name: string; tally: Tally; isTotal?: boolean }) {
  return (
    <tr className={cn('border-b border-line last:border-b-0', isTotal && 'font-strong')}>
      <td className={cell}>{name}</td>
      <td className={cell}>{tally.calls}</td>
      <td className={cell}>{tally.answered}</td>
      <td className={cn(cell, isTotal && tally.missed > 0 && 'text-danger-text')}>
        {tally.missed}
      </td>
      <td className={cell}>{percent(tally.answered, tally.calls)}</td>
    </tr>
  );
}
