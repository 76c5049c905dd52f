import { useChangeOpeningTimes, useOpeningTimes } from '@/data/opening-hours.queries.ts';
import { showToast } from '@/lib/toast-store.ts';
import { Group } from '../ai/Group.tsx';
import { hoursCopy } from './hours-copy.ts';
import { Loaded } from './Loaded.tsx';
import { WeekList } from './WeekList.tsx';

const { week: copy } = hoursCopy;
const onError = () => showToast({ text: hoursCopy.notSaved });

/** The business's week; what is changed is kept at once. */
export function OpeningTimesGroup({
  canChange,
  timeZone,
}: {
  canChange: boolean;
  timeZone: string;
}) {
  const times = useOpeningTimes();
  const change = useChangeOpeningTimes();
  return (
    <Group title={copy.title} text={copy.text(timeZone)} isList>
      <Loaded query={times}>
        {(all) => (
          <WeekList
            times={all}
            canChange={canChange}
            onKeep={(time) => change.keep(time, { onError })}
            onRemove={(id) => change.remove(id, { onError })}
          />
        )}
      </Loaded>
    </Group>
  );
}
