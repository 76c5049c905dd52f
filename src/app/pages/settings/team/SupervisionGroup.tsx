import { Switch } from '@/components/ui/Switch.tsx';
import type { Membership } from '@/data/membership.queries.ts';
import { useSaveSupervisionVisible, useSupervisionVisible } from '@/data/supervision.queries.ts';
import { useCopy } from '@/lib/language.ts';
import { showToast } from '@/lib/toast-store.ts';
import { Group } from '../ai/Group.tsx';
import { supervisionCopy } from './supervision-copy.ts';

/** Whether agents see that somebody listens to their calls. */
export function SupervisionGroup({ me }: { me: Membership }) {
  const copy = useCopy(supervisionCopy);
  const isVisible = useSupervisionVisible(me.organizationId).data;
  const save = useSaveSupervisionVisible(me.organizationId);
  if (isVisible === undefined) return null;
  return (
    <Group title={copy.title}>
      <p id="supervision-text" className="text-muted">
        {copy.text}
      </p>
      <div className="flex items-center gap-2 pt-2">
        <Switch
          label={copy.label}
          isOn={isVisible}
          disabled={me.role === 'agent'}
          describedBy="supervision-text"
          onChange={(next) =>
            save.mutate(next, { onError: () => showToast({ text: copy.failed }) })
          }
        />
        <span>{copy.label}</span>
      </div>
    </Group>
  );
}
