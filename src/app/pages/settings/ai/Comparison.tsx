import { Chip } from '@/components/ui/Chip.tsx';
import type { ScenarioComparison, ScenarioRun } from '@core/contracts/manage-ai.ts';
import { aiCopy } from './ai-copy.ts';
import { PassChip } from './PassChip.tsx';
import { effectWords, toolName } from './tool-words.ts';

const { blocked: copy } = aiCopy;

/** One test before and after: passed or failed, what was missing, and what was said. */
export function Comparison({
  scenario,
}: {
  scenario: Pick<ScenarioComparison, 'name' | 'before'> & { after: ScenarioRun | null };
}) {
  const { name, before, after } = scenario;
  return (
    <div className="grid gap-2">
      <p className="font-medium">{name}</p>
      {after?.why ? <p className="text-danger-text">{after.why}</p> : null}
      <div className="grid gap-3 desk:grid-cols-2">
        <Side title={copy.before} run={before} />
        <Side title={copy.after} run={after} />
      </div>
    </div>
  );
}

function Side({ title, run }: { title: string; run: ScenarioRun | null }) {
  const done = run?.turns.flatMap(({ tools }) => tools) ?? [];
  return (
    <div className="grid content-start gap-1.5">
      <p className="flex items-center gap-2 text-small text-muted">
        {title}
        <Verdict run={run} />
      </p>
      {run && run.missing.length + run.unexpected.length > 0 ? (
        <ul className="text-small">
          {run.missing.map((effect) => (
            <li key={effectWords(effect)}>− {effectWords(effect)}</li>
          ))}
          {run.unexpected.map((effect) => (
            <li key={effectWords(effect)}>+ {effectWords(effect)}</li>
          ))}
        </ul>
      ) : null}
      {done.length > 0 ? (
        <p className="text-small text-muted">
          {done.map((tool) => toolName(tool.name)).join(' · ')}
        </p>
      ) : null}
      {run ? <Turns run={run} /> : null}
    </div>
  );
}

function Verdict({ run }: { run: ScenarioRun | null }) {
  if (!run) return <Chip>{copy.unknown}</Chip>;
  return <PassChip passed={run.passed} words={copy} />;
}

function Turns({ run }: { run: ScenarioRun }) {
  return (
    <ul className="grid gap-1 text-small">
      {run.turns.map((turn, index) => (
        // A turn has no identity but its place.
        <li key={`${index}${turn.caller}`} className="grid gap-0.5">
          <p className="text-accent-text">
            <span className="sr-only">{copy.caller}: </span>
            {turn.caller}
          </p>
          <p className="text-muted">
            <span className="sr-only">{copy.ai}: </span>
            {turn.reply}
          </p>
        </li>
      ))}
    </ul>
  );
}
