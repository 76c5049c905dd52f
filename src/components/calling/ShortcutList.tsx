import { SHORTCUTS, type ShortcutId } from '@/calling/shortcut-table.ts';
import { Kbd } from '@/components/ui/Kbd.tsx';
import { Switch } from '@/components/ui/Switch.tsx';
import { useSaveShortcutsOff, useShortcutsOff } from '@/data/shortcuts.queries.ts';
import { showToast } from '@/lib/toast-store.ts';
import { keyName } from './key-names.ts';
import { shortcutCopy as copy } from './shortcut-copy.ts';

const GROUPS = ['calls', 'app'] as const;

/** Every shortcut, each with a switch: a key that gets in somebody's way must not (WCAG 2.1.4). */
export function ShortcutList() {
  const off = useShortcutsOff().data ?? [];
  const save = useSaveShortcutsOff();
  const turn = (id: ShortcutId, isOn: boolean) =>
    save.mutate(isOn ? off.filter((other) => other !== id) : [...off, id], {
      onError: () => showToast({ text: copy.notSaved }),
    });
  return GROUPS.map((group) => (
    <section key={group} aria-label={copy.groups[group]} className="mb-4 w-full last:mb-0">
      <h3 className="pb-1 text-2xs font-medium text-faint">{copy.groups[group]}</h3>
      <ul className="divide-y divide-line">
        {SHORTCUTS.filter((shortcut) => shortcut.group === group).map(({ id, keys }) => (
          <li key={id} className="flex min-h-11 items-center gap-3 desk:min-h-9">
            <span className="min-w-0 flex-1">{copy.names[id]}</span>
            <span className="flex gap-1 text-muted">
              {keys.map((key) => (
                <Kbd key={key}>{keyName(key)}</Kbd>
              ))}
            </span>
            <Switch
              label={copy.isOn(copy.names[id])}
              isOn={!off.includes(id)}
              onChange={(isOn) => turn(id, isOn)}
            />
          </li>
        ))}
      </ul>
    </section>
  ));
}
