/** The frame that text fields share: edge 3:1, focus ring around the whole of it. */
export const fieldFrame =
  'flex w-full items-center gap-2 rounded-control bg-raised px-2.5 text-text inset-ring inset-ring-line-control ' +
  'min-h-11 text-[1rem] desk:min-h-8 desk:text-sm ' +
  'focus-within:inset-ring-focus focus-within:shadow-[0_0_0_3px_color-mix(in_oklch,var(--focus)_26%,transparent)] ' +
  'has-[[aria-invalid=true]]:inset-ring-danger has-[:disabled]:bg-fill has-[:disabled]:text-disabled';

/** The input inside such a frame: no edge of its own. */
export const fieldInput = 'min-w-0 w-full bg-transparent p-0 outline-none';

export const fieldLabel = 'text-small font-medium text-muted';
