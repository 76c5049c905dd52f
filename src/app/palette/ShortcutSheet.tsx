import { shortcutCopy as copy } from '@/components/calling/shortcut-copy.ts';
import { ShortcutList } from '@/components/calling/ShortcutList.tsx';
import { Dialog } from '@/components/ui/Dialog.tsx';
import { showOverlay } from './palette-store.ts';

/** The list of shortcuts, one key away from everywhere. */
export function ShortcutSheet() {
  return (
    <Dialog
      isOpen
      onOpenChange={() => showOverlay(null)}
      title={copy.title}
      description={copy.text}
    >
      <ShortcutList />
    </Dialog>
  );
}
