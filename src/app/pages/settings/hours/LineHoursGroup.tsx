import { useId, useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { type LineHours, useLineHours } from '@/data/line-hours.queries.ts';
import { clockOf, dayOf, startOfDay, weekdayOf } from '@/lib/dates.ts';
import { useCopy } from '@/lib/language.ts';
import { useNow } from '@/lib/use-now.ts';
import { displayNumber } from '@core/e164.ts';
import { Group } from '../ai/Group.tsx';
import { SettingLine } from '../ai/SettingLine.tsx';
import { type LineHoursCopy, lineHoursCopy } from './line-hours-copy.ts';
import { answersClosed } from './line-hours-draft.ts';
import { LineHoursEditor } from './LineHoursEditor.tsx';
import { Loaded } from './Loaded.tsx';

/** Each number: open or closed now, by whose hours, and what callers get while it is closed. */
export function LineHoursGroup({ canChange, timeZone }: { canChange: boolean; timeZone: string }) {
  const copy = useCopy(lineHoursCopy);
  const lines = useLineHours();
  const [openId, setOpenId] = useState<string | null>(null);
  return (
    <Group title={copy.title} text={copy.text(timeZone)} isList>
      <Loaded query={lines}>
        {(all) => (
          <ul className="divide-y divide-line">
            {all.map((line) => (
              <LineRow
                key={line.numberId}
                line={line}
                canChange={canChange}
                isOpen={openId === line.numberId}
                onToggle={(isOpen) => setOpenId(isOpen ? line.numberId : null)}
              />
            ))}
          </ul>
        )}
      </Loaded>
    </Group>
  );
}

interface LineRowProps {
  line: LineHours;
  canChange: boolean;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
}

function LineRow({ line, canChange, isOpen, onToggle }: LineRowProps) {
  const copy = useCopy(lineHoursCopy);
  const now = useNow();
  const editorId = useId();
  const name = line.label || displayNumber(line.phoneNumber);
  return (
    <li>
      <SettingLine
        name={
          <>
            {name}{' '}
            {line.label ? (
              <span className="font-normal text-muted lining-nums">
                {displayNumber(line.phoneNumber)}
              </span>
            ) : null}
          </>
        }
        text={
          <>
            <span className={line.isOpen ? 'text-success-text' : undefined}>
              {nowWords(line, copy, now)}
            </span>
            {' · '}
            {line.usesOwnHours ? copy.ownHours : copy.businessHours}
            {' · '}
            {closedWords(line, copy)}
          </>
        }
      >
        <Button
          variant="ghost"
          size="sm"
          aria-expanded={isOpen}
          aria-controls={editorId}
          aria-label={isOpen ? copy.hide : copy.changeOf(name)}
          onClick={() => onToggle(!isOpen)}
        >
          {isOpen ? copy.hide : canChange ? copy.change : copy.show}
        </Button>
      </SettingLine>
      <div id={editorId} hidden={!isOpen}>
        {isOpen ? <LineHoursEditor line={line} name={name} canChange={canChange} /> : null}
      </div>
    </li>
  );
}

function closedWords(line: LineHours, { summary }: LineHoursCopy): string {
  return answersClosed(line.ai) ? summary.ai : summary[line.closedOutcome];
}

/** "Now: open until 18:00"; with the day when that is not today. */
function nowWords({ isOpen, changesAt }: LineHours, { now: words }: LineHoursCopy, now: number) {
  if (!changesAt) return isOpen ? words.openLong : words.closedLong;
  const days = Math.round((startOfDay(changesAt) - startOfDay(now)) / 86_400_000);
  const day =
    days === 0 ? '' : days < 7 ? `${weekdayOf(changesAt)}, ` : `${dayOf(changesAt, now)}, `;
  const until = `${day}${clockOf(changesAt)}`;
  return isOpen ? words.open(until) : words.closed(until);
}
