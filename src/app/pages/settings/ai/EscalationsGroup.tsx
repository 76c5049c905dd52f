import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import type { EscalationRule } from '@core/contracts/ai-profile.ts';
import { aiCopy } from './ai-copy.ts';
import { EscalationRow } from './EscalationRow.tsx';
import { Group } from './Group.tsx';
import { NumberField } from './NumberField.tsx';
import type { ProfileForm } from './use-profile-form.ts';

const { humans: copy } = aiCopy;
const MOST_RULES = 20;

/** The situations in which people are rung, and what is promised when nobody is free. */
export function EscalationsGroup({ form }: { form: ProfileForm }) {
  const { profile, change, isReadOnly } = form;
  const [openId, setOpenId] = useState<string | null>(null);
  const add = () => {
    const rule: EscalationRule = {
      id: crypto.randomUUID(),
      situation: '',
      words: [],
      urgent: false,
      enabled: true,
    };
    change({ escalations: [...profile.escalations, rule] });
    setOpenId(rule.id);
  };
  return (
    <Group title={copy.title} isList>
      <ul className="divide-y divide-line">
        {profile.escalations.map((rule) => (
          <EscalationRow
            key={rule.id}
            rule={rule}
            form={form}
            isOpen={openId === rule.id}
            onToggle={() => setOpenId(openId === rule.id ? null : rule.id)}
          />
        ))}
      </ul>
      {isReadOnly || profile.escalations.length >= MOST_RULES ? null : (
        <div className="mt-2">
          <Button size="sm" onClick={add}>
            <Plus aria-hidden="true" />
            {copy.add}
          </Button>
        </div>
      )}
      <div className="mt-4 grid gap-4 desk:grid-cols-2">
        <NumberField
          label={copy.ringSeconds}
          min={5}
          max={60}
          value={profile.personRingTimeoutMs / 1000}
          disabled={isReadOnly}
          error={form.problemOf('personRingTimeoutMs')}
          onChange={(seconds) => change({ personRingTimeoutMs: seconds * 1000 })}
        />
        <NumberField
          label={copy.callBackMinutes}
          min={5}
          max={1440}
          value={profile.callBackWithinMinutes}
          disabled={isReadOnly}
          error={form.problemOf('callBackWithinMinutes')}
          onChange={(callBackWithinMinutes) => change({ callBackWithinMinutes })}
        />
      </div>
    </Group>
  );
}
