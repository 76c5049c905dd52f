import { PhoneIncoming, PhoneOutgoing } from 'lucide-react';
import { useId } from 'react';
import { numberWords } from '@/calling/number-words.ts';
import { useCallingState } from '@/calling/use-calling.ts';
import { type RecentCall, useRecentCalls } from '@/data/recent-calls.queries.ts';
import { exactTime, shortAgo } from '@/lib/dates.ts';
import { clockTime } from '@/lib/duration.ts';
import { useCopy } from '@/lib/language.ts';
import { useNow } from '@/lib/use-now.ts';
import { CallButton } from './CallButton.tsx';
import { recentCallsCopy } from './recent-calls-copy.ts';

/** The last calls of whoever sits here, each called again with one press. */
export function RecentCalls() {
  const titleId = useId();
  const copy = useCopy(recentCallsCopy);
  const memberId = useCallingState((state) => state.me?.id ?? '');
  const { data } = useRecentCalls(memberId);
  if (!data) return null;
  return (
    <section aria-labelledby={titleId} className="mt-2 border-t border-line pt-1">
      <h2 id={titleId} className="flex h-11 items-center text-body">
        {copy.title}
      </h2>
      {data.length === 0 ? <p className="text-small text-faint">{copy.none}</p> : null}
      <ul>
        {data.map((call) => (
          <Row key={call.id} call={call} />
        ))}
      </ul>
    </section>
  );
}

function Row({ call }: { call: RecentCall }) {
  const copy = useCopy(recentCallsCopy);
  const now = useNow();
  const isOut = call.facts.direction === 'outbound';
  const Icon = isOut ? PhoneOutgoing : PhoneIncoming;
  const name = call.client?.name ?? numberWords(call.number);
  return (
    <li className="flex min-h-9 items-center gap-2 text-small">
      <Icon
        className="size-3.5 shrink-0 text-muted"
        aria-label={isOut ? copy.outbound : copy.inbound}
      />
      <span className="min-w-0 flex-1 truncate">{name}</span>
      <span className="whitespace-nowrap text-faint tabular-nums" title={exactTime(call.startedAt)}>
        {[
          call.durationSeconds ? clockTime(call.durationSeconds) : null,
          shortAgo(call.startedAt, now),
        ]
          .filter(Boolean)
          .join(', ')}
      </span>
      {call.number ? (
        <CallButton
          appearance="row"
          phoneNumber={call.number}
          name={name}
          label={copy.again(name)}
          {...(call.client ? { clientId: call.client.id } : {})}
        />
      ) : null}
    </li>
  );
}
