import { useQuery } from '@tanstack/react-query';
import type { ParsedNumber } from '@core/phone-number.ts';

export type NumberProblem = Extract<ParsedNumber, { ok: false }>['reason'];
export type NumberParser = (input: string) => ParsedNumber;

/** The one gate for numbers that people type; its metadata is loaded when a form needs it. */
export function useNumberParser(): NumberParser | null {
  const { data } = useQuery({
    queryKey: ['number-parser'],
    queryFn: async () => {
      const { parseNumber } = await import('@core/phone-number.ts');
      return { parse: (input: string) => parseNumber(input) };
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return data?.parse ?? null;
}
