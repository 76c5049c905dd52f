import { checkApi, checkFunctionAnswers, checkSweeperToken } from '../checks/answers.ts';
import { note } from '../findings.ts';
import { functionNames } from '../functions-graph.ts';
import { functionsDir } from '../target.ts';
import type { DeployContext } from './context.ts';

/**
 * Whether what runs now is what was deployed. In a dry run the functions may not be there yet: what
 * they answer is then told, and fails nothing.
 */
export async function verify({ target, report }: DeployContext): Promise<void> {
  const { functionsUrl, settings, options } = target;
  report.phase('7. Verify');
  const answers = await checkFunctionAnswers(functionsUrl, functionNames(functionsDir));
  report.add(
    options.isDryRun
      ? answers.map((finding) =>
          finding.status === 'failed' ? note(`${finding.text} (before this deployment)`) : finding,
        )
      : answers,
  );
  report.add([await checkApi(options.apiUrl, settings['VITE_SUPABASE_PUBLISHABLE_KEY'] ?? null)]);
  if (options.isDryRun) return;
  report.add([await checkSweeperToken(functionsUrl, settings['SWEEPER_TOKEN'] ?? '')]);
}
