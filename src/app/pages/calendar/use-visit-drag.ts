import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { OpenSpan } from '@/data/calendar-setup.queries.ts';
import { type ColumnBox, dropTarget, type DropTarget, minuteAt } from './drop-target.ts';
import type { Segment } from './grid-columns.ts';

/** How far a pointer goes before a press becomes a drag. */
const THRESHOLD_PX = 4;

export interface VisitDrag {
  segment: Segment;
  target: DropTarget;
}

export interface VisitDragOptions {
  /** Holds the columns, each with its key in `data-column`. */
  grid: RefObject<HTMLElement | null>;
  range: OpenSpan;
  onDrop: (segment: Segment, target: DropTarget) => void;
}

function columnBoxes(grid: HTMLElement): ColumnBox[] {
  return [...grid.querySelectorAll<HTMLElement>('[data-column]')].map((column) => {
    const { left, right, top, bottom } = column.getBoundingClientRect();
    return { key: column.dataset['column'] ?? '', left, right, top, bottom };
  });
}

/** A pointer that moves within a quarter of an hour draws nothing anew. */
const sameOr = (next: VisitDrag) => (before: VisitDrag | null) =>
  before?.target.columnKey === next.target.columnKey && before.target.minute === next.target.minute
    ? before
    : next;

/** The click that follows the end of a drag is not meant as one. */
function swallowNextClick(): void {
  const swallow = (event: MouseEvent) => {
    event.stopPropagation();
    event.preventDefault();
  };
  window.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0);
}

/**
 * Moves visits with mouse or pen. A finger scrolls the page instead: it has the form. Escape, or a
 * pointer that the system takes away, leaves everything as it was.
 */
export function useVisitDrag({ grid, range, onDrop }: VisitDragOptions): {
  drag: VisitDrag | null;
  /** For `onPointerDown` of a visit. */
  press: (event: PointerEvent, segment: Segment) => void;
} {
  const [drag, setDrag] = useState<VisitDrag | null>(null);
  const latest = useRef({ range, onDrop });
  useEffect(() => {
    latest.current = { range, onDrop };
  });
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);

  const press = useCallback(
    (event: PointerEvent, segment: Segment) => {
      if (event.button !== 0 || event.pointerType === 'touch' || !event.isPrimary) return;
      const element = grid.current;
      const from = { x: event.clientX, y: event.clientY };
      const { pointerId } = event;
      const box = element
        ? columnBoxes(element).find(({ left, right }) => from.x >= left && from.x <= right)
        : undefined;
      if (!element || !box) return;
      const grabbedMinutes = minuteAt(from.y, box, latest.current.range) - segment.from;

      const controller = new AbortController();
      abort.current?.abort();
      abort.current = controller;
      let target: DropTarget | null = null;
      const end = () => {
        controller.abort();
        if (target) swallowNextClick();
        setDrag(null);
      };
      const mine = (run: (moved: globalThis.PointerEvent) => void) => (moved: Event) => {
        const pointer = moved as globalThis.PointerEvent;
        if (pointer.pointerId === pointerId) run(pointer);
      };
      const follow = mine((moved) => {
        const far = Math.hypot(moved.clientX - from.x, moved.clientY - from.y) >= THRESHOLD_PX;
        if (!target && !far) return;
        const point = { x: moved.clientX, y: moved.clientY };
        target = dropTarget(point, grabbedMinutes, columnBoxes(element), latest.current.range);
        if (target) setDrag(sameOr({ segment, target }));
      });
      const release = mine(() => {
        const dropped = target;
        end();
        if (dropped) latest.current.onDrop(segment, dropped);
      });
      const { signal } = controller;
      window.addEventListener('pointermove', follow, { signal });
      window.addEventListener('pointerup', release, { signal });
      window.addEventListener('pointercancel', end, { signal });
      window.addEventListener('blur', end, { signal });
      window.addEventListener(
        'keydown',
        (key) => {
          if (key.key !== 'Escape' || !target) return;
          key.preventDefault();
          end();
        },
        { signal, capture: true },
      );
    },
    [grid],
  );

  return { drag, press };
}
