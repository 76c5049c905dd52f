import { useId } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { Chip } from '@/components/ui/Chip.tsx';
import { Switch } from '@/components/ui/Switch.tsx';
import { TextField } from '@/components/ui/TextField.tsx';
import type { EscalationRule } from '@core/contracts/ai-profile.ts';
import { aiCopy } from './ai-copy.ts';
import { LinesField } from './LinesField.tsx';
import { SettingLine } from './SettingLine.tsx';
import type { ProfileForm } from './use-profile-form.ts';

const { humans: copy } = aiCopy;

export interface EscalationRowProps {
  rule: EscalationRule;
  form: ProfileForm;
  isOpen: boolean;
  onToggle: () => void;
}

/** One rule: what it is about and what follows; opened, the words that it listens for. */
export function EscalationRow({ rule, form, isOpen, onToggle }: EscalationRowProps) {
  const editorId = useId();
  const { profile, isReadOnly } = form;
  const situation = rule.situation || copy.newRule;
  const follows = rule.urgent
    ? copy.ringsAll
    : copy.rings(profile.personRingTimeoutMs / 1000, profile.callBackWithinMinutes);
  const problem = form.problemOf(`escalations.${rule.id}`);
  return (
    <li>
      <SettingLine name={situation} text={follows}>
        {rule.enabled ? null : <Chip>{copy.off}</Chip>}
        {rule.urgent ? <Chip tone="bad">{copy.urgent}</Chip> : null}
        {isReadOnly ? null : (
          <Button
            variant="ghost"
            size="sm"
            aria-expanded={isOpen}
            aria-controls={editorId}
            aria-label={isOpen ? copy.close : copy.editOf(situation)}
            onClick={onToggle}
          >
            {isOpen ? copy.close : copy.edit}
          </Button>
        )}
      </SettingLine>
      {problem ? (
        <p role="alert" className="pb-2 text-small text-danger-text">
          {problem}
        </p>
      ) : null}
      <div id={editorId} hidden={!isOpen}>
        {isOpen ? <RuleEditor rule={rule} form={form} onRemoved={onToggle} /> : null}
      </div>
    </li>
  );
}

function RuleEditor({
  rule,
  form,
  onRemoved,
}: {
  rule: EscalationRule;
  form: ProfileForm;
  onRemoved: () => void;
}) {
  const { escalations } = form.profile;
  const set = (changes: Partial<EscalationRule>) =>
    form.change({
      escalations: escalations.map((one) => (one.id === rule.id ? { ...one, ...changes } : one)),
    });
  const switches = [
    { label: copy.isOn, isOn: rule.enabled, onChange: (enabled: boolean) => set({ enabled }) },
    { label: copy.isUrgent, isOn: rule.urgent, onChange: (urgent: boolean) => set({ urgent }) },
  ];
  return (
    <div className="grid gap-4 pt-1 pb-4">
      <TextField
        label={copy.situation}
        value={rule.situation}
        maxLength={140}
        autoFocus={rule.situation === ''}
        onChange={(event) => set({ situation: event.target.value })}
      />
      <LinesField
        label={copy.words}
        hint={copy.wordsHint}
        lines={rule.words}
        onChange={(words) => set({ words })}
      />
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        {switches.map(({ label, ...rest }) => (
          <span key={label} className="flex items-center gap-2.5">
            {label}
            <Switch label={label} tone="ai" {...rest} />
          </span>
        ))}
        <Button
          variant="no"
          size="sm"
          className="ml-auto"
          onClick={() => {
            onRemoved();
            form.change({ escalations: escalations.filter(({ id }) => id !== rule.id) });
          }}
        >
          {copy.remove}
        </Button>
      </div>
    </div>
  );
}
