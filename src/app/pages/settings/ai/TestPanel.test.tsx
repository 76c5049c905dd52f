// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { createFakeBackend } from '@/testing/fake-backend.ts';
import { renderInApp } from '@/testing/render-in-app.tsx';
import { DEFAULT_AI_PROFILE } from '@core/contracts/ai-profile.ts';
import type { TestAnswer } from '@core/contracts/manage-ai.ts';
import { TestPanel } from './TestPanel.tsx';
import type { ProfileForm } from './use-profile-form.ts';

const FUNCTION = '/functions/v1/manage-ai-dispatcher';
const TEST = 'ae000000-0000-4000-8000-000000000001';

afterEach(cleanup);

const form: ProfileForm = {
  profile: DEFAULT_AI_PROFILE,
  change: () => undefined,
  problemOf: () => undefined,
  greetingValues: () => ({
    business_name: 'Maple Plumbing',
    day_greeting: 'good morning',
    assistant_name: 'Robin',
    caller_first_name: 'Maria',
  }),
  isReadOnly: false,
};

const answer = (changes: Partial<TestAnswer>): TestAnswer => ({
  test_id: TEST,
  reply: 'I can offer Monday at 9.',
  tools: [],
  first_word_ms: 700,
  ...changes,
});

function open(answers: (() => unknown)[]) {
  const log: string[] = [];
  const backend = createFakeBackend({
    '/rest/v1/clients': () => [],
    [FUNCTION]: () => {
      log.push('asked');
      return answers.shift()?.();
    },
  });
  const saveDraft = async () => {
    log.push('saved');
  };
  renderInApp(
    <TestPanel form={form} hasProblems={false} timeZone="America/Toronto" saveDraft={saveDraft} />,
    backend,
  );
  const sent = () => backend.requestsTo(FUNCTION).map(({ body }) => body);
  return { log, sent };
}

const say = (text: string) =>
  userEvent.type(screen.getByLabelText('Type what a caller would say'), `${text}{Enter}`);

const spoken = () => screen.getByRole('log').textContent ?? '';

it('saves what is being edited, then shows the greeting, the line, the tools and the reply in order', async () => {
  const slots = {
    name: 'find_slots',
    arguments: { problem: 'leaking tap' },
    ok: true,
    reason: null,
    result: { service: { name: 'Tap repair', durationMinutes: 60 }, slots: [] },
    duration_ms: 184.4,
  };
  const { log } = open([() => answer({ greeting: 'Maple Plumbing, hello!', tools: [slots] })]);
  expect(spoken()).toContain('Maple Plumbing, good morning. I am Robin, an AI.');
  await say('My tap is leaking');
  await screen.findByText('I can offer Monday at 9.');
  expect(log).toEqual(['saved', 'asked']);
  expect(spoken()).toMatch(
    /Maple Plumbing, hello!.*My tap is leaking.*Free slots: Tap repair, 60 min184 ms.*I can offer Monday at 9/,
  );
  expect(spoken()).toContain('First word after 0.7 s on average.');
});

it('goes on with the same conversation, until it is started over', async () => {
  const { sent } = open([
    () => answer({}),
    () => answer({ reply: 'Booked.' }),
    () => answer({ reply: 'Hello again.' }),
  ]);
  await say('My tap is leaking');
  await screen.findByText('I can offer Monday at 9.');
  await say('Monday');
  await screen.findByText('Booked.');
  expect(sent()[1]).toMatchObject({ action: 'test', text: 'Monday', test_id: TEST });
  await userEvent.click(screen.getByRole('button', { name: 'Start over' }));
  expect(spoken()).not.toContain('Booked.');
  await say('Hello');
  await screen.findByText('Hello again.');
  expect(sent()[2]).not.toHaveProperty('test_id');
});

it('books nothing unless that is switched on, which begins a new conversation', async () => {
  const { sent } = open([() => answer({}), () => answer({ reply: 'For real.' })]);
  await say('My tap is leaking');
  await screen.findByText('I can offer Monday at 9.');
  expect(sent()[0]).not.toHaveProperty('for_real');
  expect(screen.getByText('Free, books nothing')).toBeTruthy();
  await userEvent.click(screen.getByRole('switch', { name: 'Book for real' }));
  expect(screen.getByText('Books for real')).toBeTruthy();
  await say('My tap is leaking');
  await screen.findByText('For real.');
  expect(sent()[1]).toMatchObject({ for_real: true });
  expect(sent()[1]).not.toHaveProperty('test_id');
});

it('a line that got no answer says why, and is sent again by “Try again”', async () => {
  const { sent } = open([
    () => Response.json({ error: { code: 'unavailable', message: '' } }, { status: 503 }),
    () => answer({}),
  ]);
  await say('My tap is leaking');
  await userEvent.click(await screen.findByRole('button', { name: 'Try again' }));
  await screen.findByText('I can offer Monday at 9.');
  expect(screen.queryByRole('alert')).toBeNull();
  expect(sent()).toHaveLength(2);
  expect(spoken().match(/My tap is leaking/g)).toHaveLength(1);
});

it('an answer that comes after “Start over” does not come back', async () => {
  let release: (value: TestAnswer) => void = () => undefined;
  const late = new Promise<TestAnswer>((resolve) => {
    release = resolve;
  });
  const { sent } = open([() => late, () => answer({ reply: 'Second.' })]);
  await say('My tap is leaking');
  await waitFor(() => expect(sent()).toHaveLength(1));
  await userEvent.click(screen.getByRole('button', { name: 'Start over' }));
  release(answer({ reply: 'First.' }));
  await say('Hello');
  await screen.findByText('Second.');
  expect(spoken()).not.toContain('First.');
  expect(sent()[1]).not.toHaveProperty('test_id');
});

it('there is no button to talk where the browser cannot listen', () => {
  open([]);
  expect(screen.queryByRole('button', { name: 'Talk to it' })).toBeNull();
});
