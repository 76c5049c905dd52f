import { fieldLabel } from '@/components/ui/field-style.ts';
import { Select } from '@/components/ui/Select.tsx';
import { Switch } from '@/components/ui/Switch.tsx';
import { TextField } from '@/components/ui/TextField.tsx';
import { AI_VOICES } from '@core/contracts/ai-profile.ts';
import { aiCopy } from './ai-copy.ts';
import { GreetingField } from './GreetingField.tsx';
import { Group } from './Group.tsx';
import { LanguagesField } from './LanguagesField.tsx';
import { SettingLine } from './SettingLine.tsx';
import { TextArea } from './TextArea.tsx';
import type { ProfileForm } from './use-profile-form.ts';

const { profile: copy } = aiCopy;
const voiceOptions = () => AI_VOICES.map((value) => ({ value, label: copy.voices[value] }));

/** Who the dispatcher is: its name, voice, languages, what it says first, and how it behaves. */
export function ProfileGroup({ form }: { form: ProfileForm }) {
  const { profile, change, problemOf, isReadOnly } = form;
  return (
    <Group title={copy.title}>
      <div className="grid gap-4 desk:grid-cols-2">
        <TextField
          label={copy.name}
          value={profile.assistantName}
          maxLength={60}
          disabled={isReadOnly}
          error={problemOf('assistantName')}
          onChange={(event) => change({ assistantName: event.target.value })}
        />
        <div className="grid content-start gap-1.5">
          <span aria-hidden="true" className={fieldLabel}>
            {copy.voice}
          </span>
          <Select
            label={copy.voice}
            appearance="field"
            value={profile.voice}
            options={voiceOptions()}
            disabled={isReadOnly}
            onChange={(voice) => change({ voice })}
          />
        </div>
      </div>
      <LanguagesField form={form} />
      <GreetingField form={form} />
      <TextArea
        label={copy.instructions}
        hint={copy.instructionsHint}
        rows={2}
        maxLength={4_000}
        value={profile.instructions}
        disabled={isReadOnly}
        onChange={(event) => change({ instructions: event.target.value })}
      />
      <SettingLine name={copy.room} text={copy.roomText}>
        <Switch
          label={copy.room}
          tone="ai"
          isOn={profile.quietRoomSound}
          disabled={isReadOnly}
          onChange={(quietRoomSound) => change({ quietRoomSound })}
        />
      </SettingLine>
    </Group>
  );
}
