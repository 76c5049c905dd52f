import { CalendarCheck, CalendarSearch, type LucideIcon, UserSearch, Wrench } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { cn } from '@/lib/cn.ts';
import type { AiLanguage } from '@core/contracts/ai-profile.ts';
import type { TestTool } from '@core/contracts/manage-ai.ts';
import { testCopy as copy } from './test-copy.ts';
import { toolWords } from './tool-words.ts';
import type { ChatEntry } from './use-test-chat.ts';

export interface ChatLogProps {
  entries: readonly ChatEntry[];
  /** What it would say first, until it has said it. */
  greeting: string;
  language: AiLanguage;
  isBusy: boolean;
  /** The business's: of the times that tools tell. */
  timeZone: string;
  /** The last line: how quick it was. */
  measured: string;
  onRetry: (text: string) => void;
}

/** The conversation so far; new lines are announced, and the last one is in view. */
export function ChatLog(props: ChatLogProps) {
  const { entries, greeting, language, isBusy, timeZone, measured, onRetry } = props;
  const log = useRef<HTMLDivElement>(null);
  const hasGreeted = entries[0]?.kind === 'ai';
  useEffect(() => {
    const element = log.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, [entries, isBusy]);
  return (
    <div
      ref={log}
      role="log"
      aria-label={copy.log}
      // What scrolls must be reachable by keyboard.
      tabIndex={0}
      className="grid min-h-40 content-end gap-2.5 overflow-y-auto px-4 py-4 focus-visible:-outline-offset-2 desk:px-6 wide:px-5"
    >
      {hasGreeted ? null : <Bubble speaker="ai" text={greeting} language={language} />}
      {entries.map((entry) => {
        if (entry.kind === 'tool') {
          return <ToolLine key={entry.id} tool={entry.tool} timeZone={timeZone} />;
        }
        if (entry.kind === 'failure') {
          return (
            <p key={entry.id} role="alert" className="flex items-center gap-2 text-danger-text">
              <span className="min-w-0 flex-1">{copy.failed(entry.why)}</span>
              <Button size="sm" onClick={() => onRetry(entry.text)}>
                {copy.retry}
              </Button>
            </p>
          );
        }
        return <Bubble key={entry.id} speaker={entry.kind} text={entry.text} language={language} />;
      })}
      {isBusy ? <p className="text-small text-faint">{copy.answering}</p> : null}
      {measured ? <p className="text-2xs text-faint">{measured}</p> : null}
    </div>
  );
}

function Bubble({
  speaker,
  text,
  language,
}: {
  speaker: 'caller' | 'ai';
  text: string;
  language: AiLanguage;
}) {
  return (
    <p
      className={cn(
        'max-w-[85%] justify-self-start rounded-float px-3 py-2',
        speaker === 'ai'
          ? 'rounded-tl-[4px] bg-raised shadow-card'
          : 'justify-self-end rounded-br-[4px] bg-accent-soft',
      )}
    >
      <span className="sr-only">{copy.caption[speaker]}: </span>
      <span lang={language}>{text}</span>
    </p>
  );
}

const icons: Record<string, LucideIcon> = {
  find_slots: CalendarSearch,
  book_visit: CalendarCheck,
  reschedule_visit: CalendarCheck,
  cancel_visit: CalendarCheck,
  look_up_client: UserSearch,
};

function ToolLine({ tool, timeZone }: { tool: TestTool; timeZone: string }) {
  const { title, detail } = toolWords(tool, timeZone);
  const Icon = icons[tool.name] ?? Wrench;
  return (
    <div className="grid grid-cols-[1rem_minmax(0,1fr)_auto] items-center gap-x-2 gap-y-0.5 rounded-control bg-ai-soft px-2.5 py-1.75 text-small">
      <Icon className="size-3.5 text-ai-text" aria-hidden="true" />
      <span className="font-medium text-ai-text">{title}</span>
      <span className="text-muted tabular-nums">{copy.ms(tool.duration_ms)}</span>
      {detail ? <span className="col-[2/-1] text-muted">{detail}</span> : null}
    </div>
  );
}
