import { AI_LANGUAGES, type AiLanguage } from './contracts/ai-profile.ts';
import type {
  ExpectedEffect,
  ScenarioComparison,
  ScenarioReport,
  ScenarioRun,
  TestTool,
} from './contracts/manage-ai.ts';
import type { TranscriptSegment } from './contracts/transcript.ts';

/** Past calls as tests: what the caller said, and what had to come of it. */

/** Tools that change something; the others only look. */
const EFFECTS = [
  'book_visit',
  'reschedule_visit',
  'cancel_visit',
  'take_message',
  'request_callback',
  'request_person',
];
/** Nobody may get one of these without asking for it. */
const CALENDAR_EFFECTS = ['book_visit', 'reschedule_visit', 'cancel_visit'];

const MOST_LINES = 60;
const MOST_LINE_CHARACTERS = 1000;
const MOST_NAME_CHARACTERS = 200;

export interface CallDialogue {
  startedAt: string;
  /** E.164; null when withheld. */
  callerNumber: string | null;
  language: string | null;
  summaryLine: string | null;
  /** In the order in which it happened; without what was said to people. */
  segments: Pick<TranscriptSegment, 'speaker' | 'text' | 'tool'>[];
}

export interface NewScenario {
  name: string;
  language: AiLanguage;
  callerNumber: string | null;
  lines: string[];
  expected: ExpectedEffect[];
  /** What happened in the call. */
  before: ScenarioRun;
}

type Turn = ScenarioRun['turns'][number];

/** Null: the caller said nothing to the AI. */
export function scenarioFromCall(dialogue: CallDialogue, name?: string): NewScenario | null {
  const turns = turnsOf(dialogue.segments);
  const first = turns[0];
  if (!first) return null;
  const tools = turns.flatMap((turn) => turn.tools);
  const expected = distinct(effectsOf(tools.filter((tool) => tool.ok)));
  return {
    name: (name ?? dialogue.summaryLine ?? first.caller).slice(0, MOST_NAME_CHARACTERS),
    language: AI_LANGUAGES.find((one) => one === dialogue.language) ?? 'en',
    callerNumber: dialogue.callerNumber,
    lines: turns.map((turn) => turn.caller),
    expected,
    before: scenarioRun(expected, turns, null, dialogue.startedAt),
  };
}

function turnsOf(segments: CallDialogue['segments']): Turn[] {
  const turns: Turn[] = [];
  for (const { speaker, text, tool } of segments) {
    if (speaker === 'caller' && text.trim() !== '' && turns.length < MOST_LINES) {
      turns.push({ caller: text.trim().slice(0, MOST_LINE_CHARACTERS), reply: '', tools: [] });
    }
    const turn = turns.at(-1);
    if (!turn) continue;
    if (speaker === 'ai') turn.reply = `${turn.reply} ${text}`.trim();
    if (tool) turn.tools.push(testToolOf(tool));
  }
  return turns;
}

function testToolOf(tool: NonNullable<TranscriptSegment['tool']>): TestTool {
  const { durationMs, ...rest } = tool;
  return { ...rest, duration_ms: durationMs };
}

function effectsOf(tools: readonly TestTool[]): ExpectedEffect[] {
  return tools
    .filter((tool) => EFFECTS.includes(tool.name))
    .map((tool) => {
      const service = serviceOf(tool);
      return { tool: tool.name, ok: tool.ok, ...(service === null ? {} : { service }) };
    });
}

function distinct(effects: readonly ExpectedEffect[]): ExpectedEffect[] {
  const byText = new Map(effects.map((effect) => [JSON.stringify(effect), effect]));
  return [...byText.values()];
}

/** The service's name in a tool's answer: a text, or an object with a name. */
function serviceOf(tool: TestTool): string | null {
  const service = tool.result['service'];
  if (typeof service === 'string') return service;
  const name = (service as { name?: unknown } | null | undefined)?.name;
  return typeof name === 'string' ? name : null;
}

/**
 * What a run did, against what was expected of it.
 *
 * @param fault why the conversation broke off; null: it came to its end
 * @param at ISO 8601
 */
export function scenarioRun(
  expected: readonly ExpectedEffect[],
  turns: Turn[],
  fault: string | null,
  at: string,
): ScenarioRun {
  const done = effectsOf(turns.flatMap((turn) => turn.tools));
  const missing = expected.filter((wish) => !done.some((effect) => fulfils(effect, wish)));
  const unexpected = distinct(
    done.filter(
      (effect) =>
        effect.ok &&
        CALENDAR_EFFECTS.includes(effect.tool) &&
        !expected.some((wish) => fulfils(effect, wish)),
    ),
  );
  const why = fault ?? reasonOf(missing, unexpected);
  return { passed: why === null, why, missing, unexpected, turns, at };
}

function fulfils(effect: ExpectedEffect, wish: ExpectedEffect): boolean {
  return (
    effect.tool === wish.tool &&
    effect.ok === wish.ok &&
    (wish.service === undefined || wish.service === effect.service)
  );
}

const WORDS: Record<string, string> = {
  book_visit: 'book a visit',
  reschedule_visit: 'move a visit',
  cancel_visit: 'cancel a visit',
  take_message: 'take a message',
  request_callback: 'ask for a call-back',
  request_person: 'ask for a person',
};

function words({ tool, ok, service }: ExpectedEffect): string {
  const what = `${WORDS[tool] ?? tool}${service === undefined ? '' : ` (${service})`}`;
  return ok ? what : `fail to ${what}`;
}

function reasonOf(
  missing: readonly ExpectedEffect[],
  unexpected: readonly ExpectedEffect[],
): string | null {
  const parts = [
    missing.length > 0 ? `It did not ${missing.map(words).join(', nor ')}.` : '',
    unexpected.length > 0 ? `Unasked, it did ${unexpected.map(words).join(' and ')}.` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? null : parts.join(' ');
}

export function scenarioReport(scenarios: ScenarioComparison[]): ScenarioReport {
  const passed = scenarios.filter((one) => one.after.passed).length;
  return { passed, failed: scenarios.length - passed, scenarios };
}
