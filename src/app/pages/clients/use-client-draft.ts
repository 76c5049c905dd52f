import { useState } from 'react';
import type { ParsedNumber } from '@core/phone-number.ts';
import type { NumberParser } from './use-number-parser.ts';

export interface NumberDraft {
  /** Stays the same while lines are added and taken away. */
  key: string;
  text: string;
}

let lastKey = 0;

function newDraft(text: string): NumberDraft {
  lastKey += 1;
  return { key: String(lastKey), text };
}

/** What is being typed into the form: a name and one line per number. */
export function useClientDraft(phoneNumber: string, parse: NumberParser | null) {
  const [name, setName] = useState('');
  const [numbers, setNumbers] = useState(() => [newDraft(phoneNumber)]);

  const parsed: (ParsedNumber | null)[] = numbers.map(({ text }) => (parse ? parse(text) : null));
  const isBlank = (index: number) => numbers[index]?.text.trim() === '';
  const e164s = parsed.flatMap((number) => (number?.ok ? [number.e164] : []));

  return {
    name,
    setName,
    numbers,
    parsed,
    /** The numbers that are ready to be kept, E.164. */
    e164s,
    isTwice: (index: number) => {
      const number = parsed[index];
      return number?.ok === true && e164s.indexOf(number.e164) !== e164s.lastIndexOf(number.e164);
    },
    isComplete:
      name.trim() !== '' &&
      parsed.every((number, index) => number?.ok === true || isBlank(index)) &&
      new Set(e164s).size === e164s.length,
    setNumber: (key: string, text: string) =>
      setNumbers((before) => before.map((line) => (line.key === key ? { key, text } : line))),
    addNumber: () => setNumbers((before) => [...before, newDraft('')]),
    removeNumber: (key: string) =>
      setNumbers((before) => before.filter((line) => line.key !== key)),
  };
}
