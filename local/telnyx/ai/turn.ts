import type { BrainAction } from '../brain/brain.ts';
import { wait } from '../clock.ts';
import { newUuid } from '../ids.ts';
import { settingsOf } from './assistant-settings.ts';
import type { ToolOutcome } from './call-tool.ts';
import type { SpokenMessage } from './conversation.ts';
import { addSpoken, addToolUse, brainTurn } from './dialogue.ts';
import type { Dialogue, Trigger } from './dialogue.ts';
import type { Language } from './language.ts';
import type { WebhookTool } from './tools.ts';

/** A brain that never waits is stopped here (brain.ts). */
const MAX_ACTIONS = 12;

/** Where a turn is acted out: on a call with sound, or in a chat. */
export interface Stage {
  say(message: SpokenMessage, language: Language): void;
  /** After what was said is spoken. */
  hangUp(): void;
  runTool(tool: WebhookTool, args: Record<string, unknown>): Promise<ToolOutcome>;
  handedOff(): void;
  isOver(): boolean;
  /** Something that came up meanwhile and makes the brain's answer stale; told once. */
  takeNews(): Trigger | null;
}

const NO_SUCH_TOOL: ToolOutcome = { result: 'There is no such tool.', failed: true };

async function useTool(
  dialogue: Dialogue,
  stage: Stage,
  name: string,
  args: Record<string, unknown>,
): Promise<void> {
  const tool = dialogue.settings.tools.find((entry) => entry.name === name);
  const message = addToolUse(dialogue, `call_${newUuid()}`, name, args);
  const isWebhook = tool?.kind === 'webhook';
  const { result, failed } = isWebhook ? await stage.runTool(tool, args) : NO_SUCH_TOOL;
  Object.assign(message, { result, failed, answeredAtMs: dialogue.world.clock.now() });
}

/** The other assistant goes on in the same conversation. False: it may not, or is not there. */
function handOff(dialogue: Dialogue, assistantId: string): boolean {
  const { settings, world, conversation } = dialogue;
  const tool = settings.tools.find(({ kind }) => kind === 'handoff');
  const isTarget =
    tool?.kind === 'handoff' && tool.targets.some((target) => target.id === assistantId);
  const stored = isTarget ? world.account.assistants.get(assistantId) : undefined;
  if (stored === undefined) return false;
  const next = settingsOf(stored);
  dialogue.settings = { ...next, sendsHistory: settings.sendsHistory || next.sendsHistory };
  dialogue.variables = { ...next.variables, ...dialogue.variables };
  conversation.assistantId = assistantId;
  conversation.metadata['assistant_id'] = assistantId;
  return true;
}

/** After an action: over, or why the brain is asked again (null: nothing new has happened). */
type Step = { isDone: true } | { isDone: false; trigger: Trigger | null };

async function act(dialogue: Dialogue, stage: Stage, action: BrainAction): Promise<Step> {
  switch (action.kind) {
    case 'wait':
      return { isDone: true };
    case 'say':
      if (action.text.trim() !== '') {
        const message = addSpoken(dialogue, 'assistant', action.text, { isSent: false });
        stage.say(message, action.language);
      }
      return { isDone: false, trigger: null };
    case 'call_tool':
      await useTool(dialogue, stage, action.name, action.arguments);
      return { isDone: false, trigger: 'tool' };
    case 'hang_up':
      if (dialogue.settings.tools.some(({ kind }) => kind === 'hangup')) stage.hangUp();
      return { isDone: true };
    case 'hand_off': {
      const isDone = handOff(dialogue, action.assistantId);
      if (isDone) {
        stage.handedOff();
        return { isDone: false, trigger: 'start' };
      }
      const args = { assistant_id: action.assistantId };
      await useTool(dialogue, stage, 'handoff', args);
      return { isDone: false, trigger: 'tool' };
    }
  }
}

/** The fault `ai.think_ms`. */
async function think({ world }: Dialogue): Promise<void> {
  const { thinkMs } = world.faults.plan().ai;
  if (thinkMs > 0) await wait(world.clock, thinkMs);
}

/**
 * Asks the brain, does what it wants, and asks again until it waits for the other side. News in
 * between (the caller has spoken) begin the turn anew, with everything that was said.
 */
export async function runTurn(dialogue: Dialogue, stage: Stage, because: Trigger): Promise<void> {
  let trigger = because;
  let step = 0;
  let left = MAX_ACTIONS;
  await think(dialogue);
  while (left > 0) {
    left -= 1;
    const action = await dialogue.world.ai.brain.next(brainTurn(dialogue, trigger, step));
    if (stage.isOver()) return;
    const stale = stage.takeNews();
    const done = stale === null ? await act(dialogue, stage, action) : null;
    if (stage.isOver()) return;
    const news = stale ?? stage.takeNews();
    if (news === null && (done === null || done.isDone)) return;
    const event = news ?? (done?.isDone === false ? done.trigger : null);
    step = event === null ? step + 1 : 0;
    trigger = event ?? trigger;
    if (news !== null) {
      left = MAX_ACTIONS;
      await think(dialogue);
    }
  }
}
