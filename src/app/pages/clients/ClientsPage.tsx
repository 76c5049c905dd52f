import { Search, TriangleAlert, UserPlus, UsersRound } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { Button } from '@/components/ui/Button.tsx';
import { EmptyState } from '@/components/ui/EmptyState.tsx';
import { PageBar } from '@/components/ui/PageBar.tsx';
import { SearchField } from '@/components/ui/SearchField.tsx';
import { Skeleton } from '@/components/ui/Skeleton.tsx';
import { useClients } from '@/data/clients.queries.ts';
import { useSearchParam } from '@/lib/use-search-param.ts';
import { usePageTitle } from '../../layout/use-page-title.ts';
import { AddClientDialog } from './AddClientDialog.tsx';
import { ClientsTable } from './ClientsTable.tsx';
import { clientsCopy as copy } from './copy.ts';
import { useArrowKeys } from './use-arrow-keys.ts';

/** All clients: find one, call one, add one. */
export function ClientsPage() {
  usePageTitle(copy.title);
  const [search, draft, setDraft] = useSearchParam('search');
  // In the address, so that the palette and a link can open it.
  const [params, setParams] = useSearchParams();
  const isAdding = params.has('new');
  const setIsAdding = (isWanted: boolean) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (isWanted) next.set('new', '');
        else next.delete('new');
        return next;
      },
      { replace: true },
    );
  const around = useArrowKeys('input[type=search], [data-row-link]');
  const clients = useClients(search);
  const rows = clients.data?.pages.flat() ?? [];

  return (
    <div ref={around}>
      <PageBar
        title={copy.title}
        actions={
          <Button variant="primary" onClick={() => setIsAdding(true)}>
            <UserPlus aria-hidden="true" />
            {copy.add}
          </Button>
        }
      />
      <div className="px-4 pt-4 pb-3 desk:px-6">
        <SearchField
          label={copy.search}
          placeholder={copy.searchPlaceholder}
          value={draft}
          onChange={setDraft}
          className="desk:w-72"
        />
      </div>
      {clients.isPending ? <Loading /> : null}
      {clients.isError ? (
        <EmptyState
          icon={<TriangleAlert />}
          text={rows.length > 0 ? copy.stale : copy.failed}
          action={<Button onClick={() => void clients.refetch()}>{copy.retry}</Button>}
        />
      ) : null}
      {clients.isSuccess && rows.length === 0 ? (
        <Nothing search={search} onClear={() => setDraft('')} onAdd={() => setIsAdding(true)} />
      ) : null}
      {rows.length > 0 ? <ClientsTable clients={rows} isBusy={clients.isPlaceholderData} /> : null}
      {clients.hasNextPage ? (
        <div className="px-4 py-3 desk:px-6">
          <Button
            variant="soft"
            aria-busy={clients.isFetchingNextPage}
            onClick={() => void clients.fetchNextPage()}
          >
            {clients.isFetchingNextPage ? copy.loadingMore : copy.showMore}
          </Button>
        </div>
      ) : null}
      {/* Room for the phone that floats over the last rows. */}
      <div className="h-(--dock-h,4rem)" />
      <AddClientDialog isOpen={isAdding} onOpenChange={setIsAdding} />
    </div>
  );
}

function Nothing({
  search,
  onClear,
  onAdd,
}: {
  search: string;
  onClear: () => void;
  onAdd: () => void;
}) {
  if (search === '') {
    return (
      <EmptyState
        icon={<UsersRound />}
        text={copy.empty}
        action={<Button onClick={onAdd}>{copy.add}</Button>}
      />
    );
  }
  return (
    <EmptyState
      icon={<Search />}
      text={copy.nothingFound(search)}
      action={<Button onClick={onClear}>{copy.showAll}</Button>}
    />
  );
}

const WIDTHS = ['w-28', 'w-36', 'w-24', 'w-32', 'w-40', 'w-28', 'w-32', 'w-24'];

function Loading() {
  return (
    <div role="status" aria-label={copy.loading} className="px-4 desk:px-6">
      {WIDTHS.map((width, index) => (
        <div
          key={`${width}-${String(index)}`}
          className="flex h-15 items-center gap-3 border-b border-line desk:h-12"
        >
          <Skeleton className="size-7 rounded-full" />
          <Skeleton className={width} />
        </div>
      ))}
    </div>
  );
}
