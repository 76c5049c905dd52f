import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';

const TYPING_PAUSE_MS = 250;

/**
 * A text in the address (`?name=`) that is being typed: written down when typing pauses, replaced when
 * the address changes elsewhere.
 *
 * @param minLength shorter texts count as none
 * @returns what the address holds, what is being typed, and how to change the latter
 */
export function useSearchParam(
  name: string,
  minLength = 1,
): [written: string, draft: string, setDraft: (text: string) => void] {
  const [params, setParams] = useSearchParams();
  const written = params.get(name) ?? '';
  const [draft, setDraft] = useState(written);
  const lastWritten = useRef(written);
  const setParamsNow = useRef(setParams);
  useEffect(() => {
    setParamsNow.current = setParams;
  });

  useEffect(() => {
    if (written === lastWritten.current) return;
    lastWritten.current = written;
    setDraft(written);
  }, [written]);

  useEffect(() => {
    const typed = draft.trim();
    const text = typed.length < minLength ? '' : typed;
    if (text === lastWritten.current) return;
    const write = () => {
      lastWritten.current = text;
      setParamsNow.current(
        (before) => {
          const next = new URLSearchParams(before);
          if (text === '') next.delete(name);
          else next.set(name, text);
          return next;
        },
        { replace: true, preventScrollReset: true },
      );
    };
    const timer = setTimeout(write, text === '' ? 0 : TYPING_PAUSE_MS);
    // Who leaves the field may be about to follow a link: written later, this would lead back here.
    const writeNow = () => {
      clearTimeout(timer);
      write();
    };
    document.addEventListener('focusout', writeNow, { once: true });
    return () => {
      clearTimeout(timer);
      document.removeEventListener('focusout', writeNow);
    };
  }, [draft, name, minLength]);

  return [written, draft, setDraft];
}
