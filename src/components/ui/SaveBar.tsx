import { cn } from '@/lib/cn.ts';
import { useCopy } from '@/lib/language.ts';
import { Button } from './Button.tsx';
import { saveBarCopy } from './save-bar-copy.ts';

export interface SaveBarProps {
  isDirty: boolean;
  isSaving: boolean;
  /** Why it cannot be saved as it is, or why saving failed; in words. */
  problem?: string | null | undefined;
  /** False: something in the form must be repaired first. */
  canSave?: boolean;
  onSave: () => void;
  onDiscard: () => void;
}

/** At the foot of a form with changes: what is the matter, and Save or Discard. */
export function SaveBar(props: SaveBarProps) {
  const copy = useCopy(saveBarCopy);
  if (!props.isDirty && !props.isSaving) return null;
  return (
    <div className="sticky bottom-[min(calc(3.5rem+var(--dock-h,0px)),50dvh)] z-(--z-sticky) -mx-4 mt-4 flex items-center gap-2 border-t border-line bg-[color-mix(in_oklch,var(--surface)_94%,transparent)] px-4 py-3 backdrop-blur-[8px] desk:bottom-14 desk:max-wide:pr-[calc(var(--phone)+2.5rem)] side:bottom-0">
      <p
        role="status"
        className={cn(
          'min-w-0 flex-1 text-small',
          props.problem ? 'text-danger-text' : 'text-muted',
        )}
      >
        {props.problem ?? copy.unsaved}
      </p>
      <Button variant="ghost" disabled={props.isSaving} onClick={props.onDiscard}>
        {copy.discard}
      </Button>
      <Button
        variant="primary"
        disabled={props.isSaving || props.canSave === false}
        aria-busy={props.isSaving}
        onClick={props.onSave}
      >
        {props.isSaving ? copy.saving : copy.save}
      </Button>
    </div>
  );
}
