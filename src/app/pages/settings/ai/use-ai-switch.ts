import { ManageAiError } from '@/data/ai-dispatcher-api.ts';
import {
  type AiLine,
  type AiLineChange,
  useChangeAiLine,
} from '@/data/ai-dispatcher-lines.queries.ts';
import { useKeepAiState } from '@/data/ai-dispatcher.queries.ts';
import { showToast } from '@/lib/toast-store.ts';
import { aiCopy } from './ai-copy.ts';
import { failureText } from './failure-text.ts';

/** Changes when the AI answers on a line; what could not be kept is taken back, and says why. */
export function useAiSwitch(): {
  change: (line: AiLine, change: AiLineChange) => void;
  isPending: boolean;
} {
  const mutation = useChangeAiLine(useKeepAiState());
  const change = (line: AiLine, wanted: AiLineChange) =>
    mutation.mutate(
      { line, change: wanted },
      {
        // The server answers with what is stored: it stays off while Telnyx does not have the assistants.
        onSuccess: ({ numbers, sync }) => {
          const stored = numbers.find((number) => number.phone_number_id === line.id);
          if (wanted.isOn !== undefined && stored?.enabled === !wanted.isOn) {
            showToast({
              text: aiCopy.lines.notSaved(sync.error ?? ''),
              action: { label: aiCopy.retry, run: () => change(line, wanted) },
            });
          }
        },
        onError: (error) => {
          const isOver = error instanceof ManageAiError && error.code === 'not_allowed';
          showToast({
            text: aiCopy.lines.notSaved(failureText(error)),
            ...(isOver ? {} : { action: { label: aiCopy.retry, run: () => change(line, wanted) } }),
          });
        },
      },
    );
  return { change, isPending: mutation.isPending };
}
