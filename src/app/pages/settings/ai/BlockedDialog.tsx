import { Button } from '@/components/ui/Button.tsx';
import { Dialog } from '@/components/ui/Dialog.tsx';
import type { ScenarioReport } from '@core/contracts/manage-ai.ts';
import { aiCopy } from './ai-copy.ts';
import { Comparison } from './Comparison.tsx';

const { blocked: copy } = aiCopy;

export interface BlockedDialogProps {
  /** What the tests did; null while nothing stands in the way. */
  report: ScenarioReport | null;
  isOwner: boolean;
  isPublishing: boolean;
  onClose: () => void;
  onPublishAnyway: () => void;
}

/** A test failed: which one, what it did before and what it does now. The owner decides. */
export function BlockedDialog({
  report,
  isOwner,
  isPublishing,
  onClose,
  onPublishAnyway,
}: BlockedDialogProps) {
  const failed = report?.scenarios.filter(({ after }) => !after.passed) ?? [];
  return (
    <Dialog
      isOpen={report !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={copy.title}
      description={copy.text}
      className="desk:w-[min(44rem,calc(100vw-3rem))]"
    >
      <ul className="divide-y divide-line border-y border-line">
        {failed.map((scenario) => (
          <li key={scenario.id} className="py-3">
            <Comparison scenario={scenario} />
          </li>
        ))}
      </ul>
      <div className="mt-4 flex flex-wrap items-center justify-end gap-2">
        {isOwner ? null : <p className="mr-auto text-small text-muted">{copy.onlyOwner}</p>}
        {isOwner ? (
          <Button
            variant="no"
            disabled={isPublishing}
            aria-busy={isPublishing}
            onClick={onPublishAnyway}
          >
            {isPublishing ? copy.publishing : copy.anyway}
          </Button>
        ) : null}
        <Button variant="primary" onClick={onClose}>
          {copy.keep}
        </Button>
      </div>
    </Dialog>
  );
}
