import { Button } from '@/components/ui/Button.tsx';
import { Dialog } from '@/components/ui/Dialog.tsx';
import type { Person } from '@/data/team-admin.queries.ts';
import { useCopy } from '@/lib/language.ts';
import { teamCopy } from './team-copy.ts';
import { useTeamChange } from './use-team-change.ts';

export interface DeactivateDialogProps {
  person: Person;
  isOpen: boolean;
  onClose: () => void;
}

/** Says what ends before it ends. */
export function DeactivateDialog({ person, isOpen, onClose }: DeactivateDialogProps) {
  const copy = useCopy(teamCopy).deactivate;
  const { change, isPending } = useTeamChange();
  const name = person.displayName;
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
      title={copy.title(name)}
      description={copy.text}
      closeLabel={copy.close}
    >
      <ul className="grid list-disc gap-1.5 pl-5">
        {copy.effects.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
      <p className="mt-3 text-muted">{copy.stays}</p>
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{copy.cancel}</Button>
        <Button
          variant="stop"
          disabled={isPending}
          aria-busy={isPending}
          onClick={() =>
            change({ action: 'deactivate', member_id: person.memberId }, copy.done(name), onClose)
          }
        >
          {isPending ? copy.busy : copy.confirm(name)}
        </Button>
      </div>
    </Dialog>
  );
}
