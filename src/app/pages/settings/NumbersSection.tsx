import { Button } from '@/components/ui/Button.tsx';
import { Skeleton } from '@/components/ui/Skeleton.tsx';
import { useAiLines } from '@/data/ai-dispatcher-lines.queries.ts';
import { useMembership } from '@/data/membership.queries.ts';
import { usePhoneNumbers } from '@/data/phone-numbers.queries.ts';
import { cn } from '@/lib/cn.ts';
import { settingsCopy } from './copy.ts';
import { NumberRow } from './NumberRow.tsx';

const { numbers: copy, sections } = settingsCopy;
const head = 'px-2 py-1.5 text-left text-2xs font-medium whitespace-nowrap text-faint';

/** The lines of the business: name, number, connection, and who answers. */
export function NumbersSection() {
  const lines = usePhoneNumbers();
  const { data: aiLines } = useAiLines();
  const { data: membership } = useMembership();
  const canChange = membership?.role === 'owner' || membership?.role === 'admin';
  return (
    <section
      id="numbers"
      aria-labelledby="numbers-title"
      className="scroll-mt-16 border-b border-line py-6"
    >
      <h2 id="numbers-title" className="text-lg tracking-(--tracking-tight)">
        {sections.numbers}
      </h2>
      <p className="text-muted">
        {copy.text} {canChange ? '' : copy.onlyAdmins}
      </p>
      {lines.isPending ? (
        <div role="status" aria-label={copy.loading} className="grid gap-6 py-6">
          <Skeleton className="w-64" />
          <Skeleton className="w-56" />
        </div>
      ) : null}
      {lines.isError ? (
        <p role="status" className="flex items-center gap-2 py-4 text-warning-text">
          {copy.failed}
          <Button size="sm" onClick={() => void lines.refetch()}>
            {copy.retry}
          </Button>
        </p>
      ) : null}
      {lines.data?.length === 0 ? <p className="py-4 text-muted">{copy.none}</p> : null}
      {lines.data && lines.data.length > 0 ? (
        <table role="table" aria-label={copy.list} className="mt-3 block w-full desk:table">
          <thead role="rowgroup" className="hidden desk:table-header-group">
            <tr role="row" className="border-b border-line">
              {Object.values(copy.columns).map((name) => (
                <th
                  key={name}
                  role="columnheader"
                  className={cn(head, 'first:pl-0 last:pr-0 last:text-right')}
                >
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup" className="block desk:table-row-group">
            {lines.data.map((line) => (
              <NumberRow
                key={line.id}
                line={line}
                ai={aiLines?.find(({ id }) => id === line.id) ?? null}
                canChange={canChange}
              />
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  );
}
