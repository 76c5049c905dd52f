// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { Calling } from '@/calling/call-session.ts';
import { CallingContext } from '@/calling/use-calling.ts';
import { usePastedNumber } from './use-pasted-number.ts';

afterEach(cleanup);

function Page() {
  usePastedNumber();
  return <input aria-label="A field" />;
}

function show() {
  const opened: unknown[] = [];
  const calling = { openDialog: (form: unknown) => opened.push(form) } as unknown as Calling;
  render(
    <CallingContext value={calling}>
      <Page />
    </CallingContext>,
  );
  const paste = (target: Element, text: string) =>
    fireEvent.paste(target, { clipboardData: { getData: () => text } });
  return { opened, paste };
}

it('a number pasted onto the page opens the phone with it, as it is read', async () => {
  const { opened, paste } = show();
  paste(document.body, ' +1 (416) 555.0123 ');
  await waitFor(() => expect(opened).toEqual([{ number: '416 555-0123' }]));
});

it('what is pasted into a field belongs to the field, and words open nothing', async () => {
  const { opened, paste } = show();
  paste(screen.getByLabelText('A field'), '416 555-0123');
  paste(document.body, 'call me tomorrow');
  paste(document.body, '905 555-0148');
  await waitFor(() => expect(opened).toEqual([{ number: '905 555-0148' }]));
});
