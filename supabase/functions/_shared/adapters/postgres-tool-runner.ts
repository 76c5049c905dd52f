import type { ToolRun } from '../core/ai-tool-answers.ts';
import type { ToolRunner } from '../ports/tool-runner.ts';
import type { RpcClient } from './postgrest-rpc.ts';

/** The AI's tools on Postgres (`run_ai_tool`): action, log, audit and broadcast in one transaction. */
export function createToolRunner(rpc: RpcClient): ToolRunner {
  return {
    run: (request) => rpc.call<ToolRun>('run_ai_tool', { p: request }),
    refused: async (refusal) => {
      await rpc.call('ai_tool_refused', { p: refusal });
    },
  };
}
