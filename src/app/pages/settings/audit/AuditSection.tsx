import { useSearchParams } from 'react-router';
import { Button } from '@/components/ui/Button.tsx';
import { Skeleton } from '@/components/ui/Skeleton.tsx';
import { type AuditFilter, useAuditLog } from '@/data/audit-log.queries.ts';
import { useMembership } from '@/data/membership.queries.ts';
import { useCopy } from '@/lib/language.ts';
import { useSearchParam } from '@/lib/use-search-param.ts';
import { SectionPage } from '../SectionPage.tsx';
import { auditCopy } from './audit-copy.ts';
import { AuditFilters } from './AuditFilters.tsx';
import { AuditTable } from './AuditTable.tsx';

/** Settings, Audit: who did what, searchable, for owners and admins. */
export function AuditSection() {
  const copy = useCopy(auditCopy);
  const { data: membership } = useMembership();
  if (!membership) return null;
  const canRead = membership.role !== 'agent';
  return (
    <SectionPage title={copy.title} text={canRead ? copy.text : copy.onlyAdmins} isWide>
      {canRead ? <Log /> : null}
    </SectionPage>
  );
}

function Log() {
  const copy = useCopy(auditCopy);
  const [params, setParams] = useSearchParams();
  const [search, draft, setDraft] = useSearchParam('search', 2);
  const filter: AuditFilter = {
    search,
    kind: params.get('kind') ?? '',
    memberId: params.get('member') ?? '',
  };
  const log = useAuditLog(filter);
  const entries = log.data?.pages.flat() ?? [];
  const isFiltered = Object.values(filter).some((value) => value !== '');
  const choose = (name: string, value: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );

  return (
    <>
      <AuditFilters filter={filter} draft={draft} setDraft={setDraft} choose={choose} />
      {log.isPending ? <Loading label={copy.loading} /> : null}
      {log.isError ? (
        <p role="status" className="flex items-center gap-2 py-4 text-warning-text">
          {copy.failed}
          <Button size="sm" onClick={() => void log.refetch()}>
            {copy.retry}
          </Button>
        </p>
      ) : null}
      {log.isSuccess && entries.length === 0 ? (
        <p role="status" className="flex items-center gap-2 py-6 text-muted">
          {isFiltered ? copy.noMatch : copy.none}
          {isFiltered ? (
            <Button size="sm" onClick={() => setParams({}, { replace: true })}>
              {copy.clearAll}
            </Button>
          ) : null}
        </p>
      ) : null}
      {entries.length > 0 ? <AuditTable entries={entries} isBusy={log.isFetching} /> : null}
      {log.hasNextPage ? (
        <Button
          className="mt-4"
          aria-busy={log.isFetchingNextPage}
          onClick={() => void log.fetchNextPage()}
        >
          {copy.more}
        </Button>
      ) : null}
    </>
  );
}

function Loading({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="grid gap-5 py-5">
      <Skeleton className="w-80" />
      <Skeleton className="w-72" />
      <Skeleton className="w-76" />
    </div>
  );
}
