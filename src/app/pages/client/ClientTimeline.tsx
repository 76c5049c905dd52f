import { useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { Segmented } from '@/components/ui/Segmented.tsx';
import { Skeleton } from '@/components/ui/Skeleton.tsx';
import {
  TIMELINE_KINDS,
  type TimelineKind,
  useClientTimeline,
} from '@/data/client-timeline.queries.ts';
import type { Client } from '@/data/client.queries.ts';
import type { Membership } from '@/data/membership.queries.ts';
import { useNow } from '@/lib/use-now.ts';
import { clientCopy } from './copy.ts';
import { NoteComposer } from './NoteComposer.tsx';
import { byDay } from './timeline.ts';
import { TimelineItem } from './TimelineItem.tsx';

const { timeline: copy, show } = clientCopy;

const kinds = () =>
  (['all', ...TIMELINE_KINDS] as const).map((value) => ({ value, label: show.options[value] }));

/** Everything that happened with a client, by day, and the line to write a note in. */
export function ClientTimeline({ client, membership }: { client: Client; membership: Membership }) {
  const [shown, setShown] = useState<TimelineKind | 'all'>('all');
  const now = useNow();
  const timeline = useClientTimeline(client.id, shown);
  const days = byDay(timeline.data?.pages.flat() ?? [], now);

  return (
    <section aria-labelledby="timeline-title" className="min-w-0">
      <h2 id="timeline-title" className="sr-only">
        {copy.title}
      </h2>
      <div className="-mx-4 scrollbar-none overflow-x-auto px-4 py-3.5 desk:mx-0 desk:px-0">
        <Segmented label={show.label} value={shown} options={kinds()} onChange={setShown} />
      </div>
      <NoteComposer clientId={client.id} membership={membership} />
      {timeline.isError ? (
        <p role="status" className="mt-3 flex items-center gap-2 text-warning-text">
          {copy.failed}
          <Button size="sm" onClick={() => void timeline.refetch()}>
            {copy.retry}
          </Button>
        </p>
      ) : null}
      {timeline.isPending ? <TimelineSkeleton /> : null}
      {timeline.isSuccess && days.length === 0 ? (
        <p className="py-8 text-muted">{copy.empty[shown]}</p>
      ) : null}
      {days.map((day) => (
        <div key={day.heading}>
          <h3 className="mt-6 mb-1 flex items-center gap-3 text-small font-medium text-muted after:h-px after:flex-1 after:bg-line">
            {day.heading}
          </h3>
          <ol>
            {day.entries.map((entry) => (
              <TimelineItem
                key={`${entry.kind}${entry.id}`}
                entry={entry}
                clientId={client.id}
                clientName={firstName(client.name)}
                memberId={membership.memberId}
                now={now}
              />
            ))}
          </ol>
        </div>
      ))}
      {timeline.hasNextPage ? (
        <Button
          variant="soft"
          className="mt-3"
          aria-busy={timeline.isFetchingNextPage}
          onClick={() => void timeline.fetchNextPage()}
        >
          {copy.older}
        </Button>
      ) : null}
    </section>
  );
}

function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}

function TimelineSkeleton() {
  return (
    <div role="status" aria-label={copy.loading} className="grid gap-6 py-8">
      {['w-48', 'w-64', 'w-40'].map((width) => (
        <div key={width} className="flex items-center gap-3">
          <Skeleton className="size-7 rounded-full" />
          <Skeleton className={width} />
        </div>
      ))}
    </div>
  );
}
