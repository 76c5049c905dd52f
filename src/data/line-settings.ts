import * as z from 'zod/mini';
import { AI_MODES } from '@core/contracts/ai-profile.ts';

/** Why the server did not take a line's settings: a code of its own, as it stands in the database. */
export class LineSettingsProblem extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`The settings of the line were refused: ${code}`);
    this.name = 'LineSettingsProblem';
    this.code = code;
  }
}

const answerSchema = z.object({ ok: z.boolean(), code: z.optional(z.string()) });

/** Reads what a saving function answered. @throws LineSettingsProblem */
export function assertSaved(data: unknown): void {
  const answer = answerSchema.parse(data);
  if (!answer.ok) throw new LineSettingsProblem(answer.code ?? 'internal');
}

/** What the AI does on a line. */
export const lineAiSchema = z.object({
  enabled: z.boolean(),
  mode: z.enum(AI_MODES),
});
