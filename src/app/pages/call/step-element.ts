import type { KeyboardEvent } from 'react';

/** The id of a step's row in the document. */
export function stepElementId(stepId: string): string {
  return `step-${stepId}`;
}

/** Brings a step's row into the middle of what is free of bars. @param isFocused puts the focus on its time */
export function showStep(stepId: string, isFocused: boolean): void {
  const row = document.getElementById(stepElementId(stepId));
  if (!row) return;
  row.scrollIntoView({ block: 'center' });
  if (isFocused) row.querySelector('a')?.focus({ preventScroll: true });
}

/** In the list of steps up, down, Home and End go from time to time; Enter is the link's own. */
export function moveAmongSteps(event: KeyboardEvent<HTMLElement>): void {
  const row = event.currentTarget.closest('[data-step]');
  const to: Record<string, () => Element | null | undefined> = {
    ArrowUp: () => row?.previousElementSibling,
    ArrowDown: () => row?.nextElementSibling,
    Home: () => row?.parentElement?.firstElementChild,
    End: () => row?.parentElement?.lastElementChild,
  };
  const next = to[event.key];
  if (!next || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  event.preventDefault();
  const link = next()?.querySelector('a');
  link?.focus({ preventScroll: true });
  link?.scrollIntoView({ block: 'center' });
}
