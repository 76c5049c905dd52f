import { useId, useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { Chip } from '@/components/ui/Chip.tsx';
import { Switch } from '@/components/ui/Switch.tsx';
import { useUpdateScenario } from '@/data/ai-dispatcher.queries.ts';
import { showToast } from '@/lib/toast-store.ts';
import type { Scenario } from '@core/contracts/manage-ai.ts';
import { languageNames } from './ai-copy.ts';
import { Comparison } from './Comparison.tsx';
import { failureText } from './failure-text.ts';
import { PassChip } from './PassChip.tsx';
import { ScenarioEditor } from './ScenarioEditor.tsx';
import { scenarioCopy as copy } from './test-copy.ts';
import { effectWords } from './tool-words.ts';

export interface ScenarioRowProps {
  scenario: Scenario;
  isRunning: boolean;
  canRun: boolean;
  onRun: () => void;
}

/** One test: its name, what it expects, how it went last. Opened: its lines, and before and after. */
export function ScenarioRow({ scenario, isRunning, canRun, onRun }: ScenarioRowProps) {
  const update = useUpdateScenario();
  const [isOpen, setIsOpen] = useState(false);
  const editorId = useId();
  const { id, name, lines, expected, language, active } = scenario;
  const isOn = update.isPending ? (update.variables.active ?? active) : active;
  const effects = expected.map(effectWords).join(' · ');
  return (
    <li className="grid gap-1 py-2.5">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
        <span className="flex min-w-0 items-center gap-2">
          <span className="font-medium break-words">{name}</span>
          <Verdict scenario={scenario} />
        </span>
        <span className="ml-auto flex items-center gap-2">
          <Button
            variant="ghost"
            size="sm"
            disabled={!canRun}
            aria-busy={isRunning}
            aria-label={copy.runOf(name)}
            onClick={onRun}
          >
            {isRunning ? copy.running : copy.run}
          </Button>
          <Button
            variant="ghost"
            size="sm"
            aria-expanded={isOpen}
            aria-controls={editorId}
            aria-label={copy.editOf(name)}
            onClick={() => setIsOpen(!isOpen)}
          >
            {copy.edit}
          </Button>
          <Switch
            label={copy.isOn(name)}
            tone="ai"
            isOn={isOn}
            onChange={(wanted) =>
              update.mutate(
                { id, active: wanted },
                { onError: (error) => showToast({ text: copy.notSaved(failureText(error)) }) },
              )
            }
          />
        </span>
      </div>
      <p className="text-small text-muted">
        {languageNames[language]}, {copy.lines(lines.length)}.{' '}
        {effects ? `${copy.expects} ${effects}` : copy.expectsNothing}
      </p>
      <Why scenario={scenario} />
      <div id={editorId} hidden={!isOpen}>
        {isOpen ? <Opened scenario={scenario} onClose={() => setIsOpen(false)} /> : null}
      </div>
    </li>
  );
}

function Opened({ scenario, onClose }: { scenario: Scenario; onClose: () => void }) {
  const last = scenario.last_result;
  return (
    <div className="grid gap-4 pt-2 pb-3">
      {last && (last.before || last.after) ? (
        <Comparison scenario={{ name: scenario.name, before: last.before, after: last.after }} />
      ) : null}
      <ScenarioEditor scenario={scenario} onClose={onClose} />
    </div>
  );
}

function Verdict({ scenario: { active, last_result: last } }: { scenario: Scenario }) {
  if (!active) return <Chip>{copy.off}</Chip>;
  if (!last?.after) return <Chip>{copy.never}</Chip>;
  return <PassChip passed={last.after.passed} words={copy} />;
}

function Why({ scenario: { last_result: last } }: { scenario: Scenario }) {
  const why = last?.after?.why;
  return why ? <p className="text-small text-danger-text">{why}</p> : null;
}
