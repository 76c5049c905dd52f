import { Switch } from '@/components/ui/Switch.tsx';
import { aiCopy } from './ai-copy.ts';
import { Group } from './Group.tsx';
import { NumberField } from './NumberField.tsx';
import { SettingLine } from './SettingLine.tsx';
import type { ProfileForm } from './use-profile-form.ts';

const { may: copy } = aiCopy;

/** What it may do by itself; the tools it does not have it cannot call. */
export function PermissionsGroup({ form }: { form: ProfileForm }) {
  const { profile, change, isReadOnly } = form;
  const days = Number.isNaN(profile.bookingHorizonDays) ? 0 : profile.bookingHorizonDays;
  const lines = [
    { field: 'mayBook', name: copy.book, text: copy.bookText(days) },
    { field: 'mayChange', name: copy.change, text: copy.changeText },
    { field: 'mayQuote', name: copy.quote, text: copy.quoteText },
  ] as const;
  return (
    <Group title={copy.title} isList>
      <div className="divide-y divide-line">
        {lines.map(({ field, name, text }) => (
          <SettingLine key={field} name={name} text={text}>
            <Switch
              label={name}
              tone="ai"
              isOn={profile[field]}
              disabled={isReadOnly}
              onChange={(isOn) => change({ [field]: isOn })}
            />
          </SettingLine>
        ))}
      </div>
      {profile.mayBook || profile.mayChange ? (
        <NumberField
          label={copy.horizon}
          className="mt-2 max-w-40"
          min={1}
          max={60}
          value={profile.bookingHorizonDays}
          disabled={isReadOnly}
          error={form.problemOf('bookingHorizonDays')}
          onChange={(bookingHorizonDays) => change({ bookingHorizonDays })}
        />
      ) : null}
    </Group>
  );
}
