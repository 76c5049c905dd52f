// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { aiRefusal, aiState, isSwitchedOn, openAiSettings } from '@/testing/ai-settings.tsx';
import { DEFAULT_AI_PROFILE } from '@core/contracts/ai-profile.ts';
import type { ScenarioRun } from '@core/contracts/manage-ai.ts';

const SCENARIO = 'a9000000-0000-4000-8000-000000000001';

afterEach(cleanup);

const run = (changes: Partial<ScenarioRun>): ScenarioRun => ({
  passed: true,
  why: null,
  missing: [],
  unexpected: [],
  turns: [{ caller: 'My tap is leaking', reply: 'I can offer Monday.', tools: [] }],
  at: '2026-11-22T10:00:00Z',
  ...changes,
});

describe('the profile', () => {
  it('says what is wrong while one types, and cannot be published so', async () => {
    await openAiSettings('owner');
    const greeting = await screen.findByLabelText('Greeting in English');
    await userEvent.clear(greeting);
    await userEvent.type(greeting, 'Hello, Maple Plumbing.');
    expect(await screen.findByText(/The greeting must say that it is an AI/)).toBeTruthy();
    const publish = screen.getByRole('button', { name: 'Save and publish' });
    expect((publish as HTMLButtonElement).disabled).toBe(true);
    await userEvent.type(greeting, ' I am an AI.');
    await waitFor(() => expect((publish as HTMLButtonElement).disabled).toBe(false));
    expect(screen.getByText('1 change not yet answering callers')).toBeTruthy();
  });

  it('a failed test blocks publishing: it shows which and why, and the owner may publish anyway', async () => {
    const report = {
      passed: 0,
      failed: 1,
      scenarios: [
        {
          id: SCENARIO,
          name: 'Leaking tap on Monday',
          before: run({}),
          after: run({
            passed: false,
            why: 'It did not book.',
            missing: [{ tool: 'book_visit', ok: true, service: 'Tap repair' }],
          }),
        },
      ],
    };
    const broken = { ...DEFAULT_AI_PROFILE, mayBook: false };
    const { sent } = await openAiSettings('owner', (body) => {
      if (body['despite_failures']) {
        return aiState({
          dispatcher: broken,
          published: { version: 3, at: '2026-11-22T11:00:00Z', profile: broken },
        });
      }
      if (!body['publish']) return aiState();
      return aiRefusal('scenario_failed', 'A test failed.', {
        report,
        state: aiState({ dispatcher: broken, has_unpublished_changes: true }),
      });
    });
    await userEvent.click(await screen.findByRole('switch', { name: 'Book visits' }));
    await userEvent.click(screen.getByRole('button', { name: 'Save and publish' }));
    const dialog = await screen.findByRole('dialog', { name: 'Not published: a test failed' });
    expect(within(dialog).getByText('Leaking tap on Monday')).toBeTruthy();
    expect(within(dialog).getByText('It did not book.')).toBeTruthy();
    expect(within(dialog).getByText(/Books a visit: Tap repair/)).toBeTruthy();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Publish anyway' }));
    expect(await screen.findByText('Version 3 answers callers now.')).toBeTruthy();
    expect(sent().at(-1)).toMatchObject({
      dispatcher: { mayBook: false },
      publish: true,
      despite_failures: true,
    });
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: 'Save and publish' })).toBeNull(),
    );
  });

  it('an admin cannot publish over a failed test', async () => {
    const report = {
      passed: 0,
      failed: 1,
      scenarios: [
        { id: SCENARIO, name: 'Leak', before: null, after: run({ passed: false, why: 'No.' }) },
      ],
    };
    await openAiSettings('admin', (body) =>
      body['publish'] ? aiRefusal('scenario_failed', 'A test failed.', { report }) : aiState(),
    );
    await userEvent.click(await screen.findByRole('switch', { name: 'Say prices' }));
    await userEvent.click(screen.getByRole('button', { name: 'Save and publish' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).queryByRole('button', { name: 'Publish anyway' })).toBeNull();
    expect(within(dialog).getByText('The owner can publish it all the same.')).toBeTruthy();
    // What was changed is still there.
    await userEvent.click(within(dialog).getByRole('button', { name: 'Back to the profile' }));
    expect(isSwitchedOn(screen.getByRole('switch', { name: 'Say prices' }))).toBe(false);
  });

  it('rolls back after one click and a confirmation, and drops what was being edited', async () => {
    const { sent } = await openAiSettings('owner', (body) =>
      body.action === 'rollback'
        ? aiState({
            published: { version: 3, at: '2026-11-22T11:00:00Z', profile: DEFAULT_AI_PROFILE },
          })
        : aiState(),
    );
    await userEvent.click(await screen.findByRole('switch', { name: 'Book visits' }));
    await userEvent.click(screen.getByRole('button', { name: 'Roll back to version 1' }));
    const dialog = await screen.findByRole('dialog', { name: 'Roll back to version 1?' });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Roll back' }));
    expect(await screen.findByText('Version 1 answers callers again, as version 3.')).toBeTruthy();
    expect(sent()).toContainEqual({ action: 'rollback', version: 1 });
    await waitFor(() =>
      expect(isSwitchedOn(screen.getByRole('switch', { name: 'Book visits' }))).toBe(true),
    );
  });

  it('a failed sync says why and can be tried again', async () => {
    const failed = aiState({ sync: { status: 'failed', error: 'Voice unknown.', at: null } });
    await openAiSettings('owner', (body) => (body.action === 'sync' ? aiState() : failed));
    expect(await screen.findByText(/Voice unknown\..*goes on answering/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/^Version 2 answers callers/)).toBeTruthy();
  });
});
