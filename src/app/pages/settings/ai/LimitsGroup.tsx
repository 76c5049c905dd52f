import { aiCopy } from './ai-copy.ts';
import { Group } from './Group.tsx';
import { NumberField } from './NumberField.tsx';
import type { ProfileForm } from './use-profile-form.ts';

const { limits: copy } = aiCopy;

/** Where a call with the AI ends at the latest. */
export function LimitsGroup({ form }: { form: ProfileForm }) {
  return (
    <Group title={copy.title}>
      <NumberField
        label={copy.longest}
        hint={copy.longestHint}
        className="max-w-72"
        min={1}
        max={30}
        value={form.profile.maxCallSeconds / 60}
        disabled={form.isReadOnly}
        error={form.problemOf('maxCallSeconds')}
        onChange={(minutes) => form.change({ maxCallSeconds: minutes * 60 })}
      />
    </Group>
  );
}
