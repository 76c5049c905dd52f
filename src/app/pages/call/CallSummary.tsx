import { AudioLines } from 'lucide-react';
import { Chip } from '@/components/ui/Chip.tsx';
import type { StoryCall } from '@core/contracts/call-story.ts';
import { callPageCopy } from './call-page-copy.ts';
import { CallPart } from './CallPart.tsx';

const { summary: copy } = callPageCopy;

/** What it was about, as the AI summed it up, and what it thinks is still to do. */
export function CallSummary({ call }: { call: StoryCall }) {
  const text = call.summary ?? call.summaryLine;
  if (!text && call.followUps.length === 0 && !call.ai) return null;
  return (
    <CallPart
      title={copy.title}
      aside={
        <Chip tone="ai">
          <AudioLines aria-hidden="true" />
          {copy.ai}
        </Chip>
      }
    >
      <p className="break-words text-muted">{text ?? copy.none}</p>
      {call.followUps.length > 0 ? (
        <ul className="mt-1 list-disc pl-4 text-muted">
          {call.followUps.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      ) : null}
    </CallPart>
  );
}
