import { OPENINGS } from '../core/ai-words.ts';
import type { CommandBody } from '../core/call-plan.ts';
import { aiVariables } from '../core/start-variables.ts';
import type { AiStartContext, CallRepository } from '../ports/call-repository.ts';
import type { AiStart } from '../ports/telephony.ts';

/**
 * What a command about the AI needs to know besides its body, looked up when it goes out: by then more
 * may have been said. Null for other commands, and where nothing is known.
 */
export async function aiStartFor(
  calls: Pick<CallRepository, 'aiStartContext'>,
  callId: string,
  body: CommandBody,
): Promise<AiStart | null> {
  if (body.kind !== 'start_ai' && body.kind !== 'apologise') return null;
  const session = body.kind === 'start_ai' ? body.session : 0;
  const context = await calls.aiStartContext(callId, session);
  if (!context) return null;
  const { assistantId, language } = context;
  const goesOn = body.kind === 'start_ai' && body.opening !== 'greet' ? body.opening : null;
  return {
    assistantId,
    language,
    greeting: goesOn ? OPENINGS[goesOn][language] : null,
    variables: aiVariables(context),
    history: body.kind === 'start_ai' ? history(context, body.note) : [],
  };
}

/** What was said before, with the lines of colleagues marked as such. */
function history(context: AiStartContext, note: string | null): AiStart['history'] {
  const said = context.history.map(({ speaker, text }): AiStart['history'][number] => {
    if (speaker === 'caller') return { role: 'user', content: text };
    if (speaker === 'ai') return { role: 'assistant', content: text };
    return { role: 'system', content: `A colleague said to the caller: ${text}` };
  });
  if (note) said.push({ role: 'system', content: `A note from a colleague: ${note}` });
  return said;
}
