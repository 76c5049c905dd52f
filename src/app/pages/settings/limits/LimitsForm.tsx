import { SaveBar } from '@/components/ui/SaveBar.tsx';
import { Switch } from '@/components/ui/Switch.tsx';
import { LimitsError, useManageLimits } from '@/data/limits.queries.ts';
import { copyNow, useCopy } from '@/lib/language.ts';
import { showToast } from '@/lib/toast-store.ts';
import { useStoredDraft } from '@/lib/use-stored-draft.ts';
import type { BoundedLimit, Limits, LimitsState } from '@core/contracts/limits.ts';
import { Group } from '../ai/Group.tsx';
import { SettingLine } from '../ai/SettingLine.tsx';
import { CountriesField } from './CountriesField.tsx';
import { LimitField } from './LimitField.tsx';
import { limitsCopy, problemWords } from './limits-copy.ts';
import { isComplete } from './limits-draft.ts';
import { NumberTypes } from './NumberTypes.tsx';

const MONEY: BoundedLimit[] = ['dailyCapCents', 'warnAtPercent', 'maxCallMinutes'];
const SPEED: BoundedLimit[] = ['concurrentCalls', 'dialsPerMinuteAgent', 'dialsPerMinute'];

/** All limits as one form that keeps what is not saved yet. */
export function LimitsForm({ state, canChange }: { state: LimitsState; canChange: boolean }) {
  const copy = useCopy(limitsCopy);
  const { draft, setDraft, isDirty, discard } = useStoredDraft<Limits>('limits', state.limits);
  const save = useManageLimits();
  const change = (part: Partial<Limits>) => {
    save.reset();
    setDraft({ ...draft, ...part });
  };
  const submit = () =>
    save.mutate(
      { action: 'save', limits: draft },
      {
        onSuccess: ({ mirror }) => {
          discard();
          const words = copyNow(limitsCopy);
          showToast({ text: mirror?.state === 'failed' ? words.savedNotTold : words.saved });
        },
      },
    );
  const code = save.error instanceof LimitsError ? save.error.code : 'other';
  const fields = (names: BoundedLimit[]) => (
    <div className="grid items-start gap-4 desk:grid-cols-3">
      {names.map((name) => (
        <LimitField key={name} name={name} draft={draft} canChange={canChange} onChange={change} />
      ))}
    </div>
  );
  return (
    <>
      <Group title={copy.money.title} text={copy.money.text}>
        {fields(MONEY)}
      </Group>
      <Group title={copy.countries.title} text={copy.countries.text}>
        <CountriesField
          state={state}
          countries={draft.countries}
          canChange={canChange}
          onChange={(countries) => change({ countries })}
        />
        <SettingLine name={copy.confirm.name} text={copy.confirm.text}>
          <Switch
            label={copy.confirm.name}
            isOn={draft.confirmNewDestinations}
            disabled={!canChange}
            onChange={(confirmNewDestinations) => change({ confirmNewDestinations })}
          />
        </SettingLine>
      </Group>
      <Group title={copy.types.title} text={copy.types.text} isList>
        <NumberTypes
          types={draft.numberTypes}
          canChange={canChange}
          onChange={(numberTypes) => change({ numberTypes })}
        />
      </Group>
      <Group title={copy.speed.title} text={copy.speed.text}>
        {fields(SPEED)}
      </Group>
      <SaveBar
        isDirty={isDirty && canChange}
        isSaving={save.isPending}
        problem={save.isError ? problemWords(copy, code) : null}
        canSave={isComplete(draft)}
        onSave={submit}
        onDiscard={() => {
          save.reset();
          discard();
        }}
      />
    </>
  );
}
