import { useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { useRunScenarios } from '@/data/ai-dispatcher.queries.ts';
import { showToast } from '@/lib/toast-store.ts';
import type { Scenario } from '@core/contracts/manage-ai.ts';
import { failureText } from './failure-text.ts';
import { Group } from './Group.tsx';
import { ScenarioRow } from './ScenarioRow.tsx';
import { scenarioCopy as copy } from './test-copy.ts';

export interface ScenariosGroupProps {
  scenarios: readonly Scenario[];
  hasProblems: boolean;
  /** Saves what is being edited, so that it is what is tested. */
  saveDraft: () => Promise<void>;
}

/** Past calls as tests of the profile: what each expects, what it did last, and running them. */
export function ScenariosGroup({ scenarios, hasProblems, saveDraft }: ScenariosGroupProps) {
  const run = useRunScenarios();
  const [running, setRunning] = useState<readonly string[]>([]);
  const start = async (ids: readonly string[]) => {
    setRunning(ids);
    try {
      await saveDraft();
      await run.mutateAsync(ids);
    } catch (error) {
      showToast({ text: copy.notRun(error instanceof Error ? failureText(error) : '') });
    }
    setRunning([]);
  };
  const active = scenarios.filter(({ active: isOn }) => isOn).map(({ id }) => id);
  const isBusy = running.length > 0;
  return (
    <Group
      title={copy.title}
      text={scenarios.length === 0 ? copy.none : copy.text}
      isList
      action={
        active.length > 0 ? (
          <Button
            size="sm"
            disabled={isBusy || hasProblems}
            aria-busy={isBusy}
            onClick={() => void start(active)}
          >
            {isBusy ? copy.running : copy.runAll}
          </Button>
        ) : null
      }
    >
      <ul className="divide-y divide-line">
        {scenarios.map((scenario) => (
          <ScenarioRow
            key={scenario.id}
            scenario={scenario}
            isRunning={running.includes(scenario.id)}
            canRun={!isBusy && !hasProblems}
            onRun={() => void start([scenario.id])}
          />
        ))}
      </ul>
    </Group>
  );
}
