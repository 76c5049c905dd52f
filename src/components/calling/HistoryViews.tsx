import { Bookmark, Link2, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useCallingState } from '@/calling/use-calling.ts';
import { Button } from '@/components/ui/Button.tsx';
import { Chip } from '@/components/ui/Chip.tsx';
import { Popover } from '@/components/ui/Popover.tsx';
import { type HistoryView, useDropView, useHistoryViews } from '@/data/history-views.queries.ts';
import { showToast } from '@/lib/toast-store.ts';
import { historyCopy } from './history-copy.ts';
import { KeepHistoryView } from './KeepHistoryView.tsx';
import type { CallHistoryFilterState } from './use-call-history-filter.ts';

/** Filters that were kept under a name: one's own, and what colleagues share. */
export function HistoryViews({ filter }: { filter: CallHistoryFilterState }) {
  const { views: copy } = historyCopy;
  const [isOpen, setIsOpen] = useState(false);
  const { data: views = [] } = useHistoryViews();
  const memberId = useCallingState((state) => state.me?.id ?? '');
  const drop = useDropView();
  const copyAddress = async () => {
    await navigator.clipboard.writeText(window.location.href);
    showToast({ text: copy.copied });
  };
  const show = (view: HistoryView) => {
    filter.show(view.query);
    setIsOpen(false);
  };
  return (
    <Popover
      label={copy.label}
      side="bottom"
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button variant="ghost" size="sm">
          <Bookmark aria-hidden="true" />
          {copy.open}
        </Button>
      }
    >
      {views.length === 0 ? <p className="text-muted">{copy.none}</p> : null}
      <ul>
        {views.map((view) => (
          <li key={view.id} className="flex items-center gap-1">
            <button
              type="button"
              className="flex min-h-11 min-w-0 flex-1 items-center gap-2 rounded-control px-2 text-left hover:bg-fill desk:min-h-8"
              onClick={() => show(view)}
            >
              <span className="truncate">{view.name}</span>
              {view.isShared ? <Chip>{copy.shared}</Chip> : null}
            </button>
            {view.memberId === memberId ? (
              <Button
                variant="ghost"
                size="sm"
                iconOnly
                aria-label={copy.drop(view.name)}
                onClick={() => drop.mutate(view.id)}
              >
                <Trash2 aria-hidden="true" />
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {filter.address === '' || memberId === '' ? null : (
        <KeepHistoryView
          address={filter.address}
          memberId={memberId}
          taken={views.filter((view) => view.memberId === memberId).map((view) => view.name)}
        />
      )}
      <Button variant="ghost" size="sm" className="mt-2" onClick={() => void copyAddress()}>
        <Link2 aria-hidden="true" />
        {copy.copy}
      </Button>
    </Popover>
  );
}
