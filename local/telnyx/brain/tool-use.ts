import type { Context, Plan } from './dialogue-state.ts';
import type { Ability } from './directives.ts';
import { fieldsOf } from './tool-answers.ts';
import type { BrainTool } from './turn.ts';

export type ToolName =
  | 'look_up_client'
  | 'find_slots'
  | 'book_visit'
  | 'reschedule_visit'
  | 'cancel_visit'
  | 'take_message'
  | 'request_callback'
  | 'quote_price'
  | 'request_person';

const ABILITIES: Partial<Record<ToolName, Ability>> = {
  book_visit: 'book',
  reschedule_visit: 'reschedule',
  cancel_visit: 'cancel',
  quote_price: 'price',
  request_person: 'person',
  take_message: 'message',
};

const webhook = ({ turn }: Context, name: ToolName): BrainTool | undefined =>
  turn.tools.find((tool) => tool.kind === 'webhook' && tool.name === name);

/** Whether the assistant has the tool, its instructions allow it, and it has not failed for good. */
export function canUse(context: Context, name: ToolName): boolean {
  const { forbidden } = context.directives;
  const ability = ABILITIES[name];
  if (forbidden.has('tools') || (ability !== undefined && forbidden.has(ability))) return false;
  return webhook(context, name) !== undefined && !context.state.broken.has(name);
}

function fits(schema: Record<string, unknown>, value: unknown): boolean {
  const choices = schema['enum'];
  return !Array.isArray(choices) || choices.includes(value);
}

/** Calls a tool, with those arguments that have a value and that its schema knows. */
export function useTool(
  context: Context,
  name: ToolName,
  args: Record<string, string | boolean | null>,
  say: string | null = null,
): Plan {
  const known = webhook(context, name)?.parameters?.['properties'];
  const properties = fieldsOf(known);
  const sent = Object.fromEntries(
    Object.entries(args).filter(
      ([key, value]) =>
        value !== null &&
        (known === undefined || (key in properties && fits(fieldsOf(properties[key]), value))),
    ),
  );
  context.state.call = { name, arguments: sent };
  return { say, next: { kind: 'call_tool', name, arguments: sent } };
}
