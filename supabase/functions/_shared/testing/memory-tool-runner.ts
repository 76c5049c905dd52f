import type { ToolRun } from '../core/ai-tool-answers.ts';
import type { ToolRefusal, ToolRequest, ToolRunner } from '../ports/tool-runner.ts';

/** Tools as a notebook: writes down what was asked, answers as it was told to. */
export class MemoryToolRunner implements ToolRunner {
  ran: ToolRequest[] = [];
  refusals: ToolRefusal[] = [];
  /** What the next runs do, used up from the front; after that they succeed with nothing to tell. */
  answers: (ToolRun | Error | Promise<ToolRun>)[] = [];
  /** The database's door is shut for refusals too. */
  isAway = false;

  async run(request: ToolRequest): Promise<ToolRun> {
    this.ran.push(structuredClone(request));
    const told = this.answers.shift() ?? { ok: true, language: 'en', timeZone: 'America/Toronto' };
    if (told instanceof Error) throw told;
    return told;
  }

  async refused(refusal: ToolRefusal): Promise<void> {
    if (this.isAway) throw new Error('away');
    this.refusals.push(structuredClone(refusal));
  }
}
