import { errorEnvelope } from '../telnyx-error.ts';
import type { Refusal } from '../telnyx-error.ts';
import type { World } from '../world.ts';

export interface RestRequest {
  world: World;
  /** Decoded path parameters, in order. */
  params: string[];
  query: URLSearchParams;
  body: Record<string, unknown>;
}

export interface Reply {
  status: number;
  headers?: Record<string, string>;
  /** JSON, unless it is text. */
  body: unknown;
  isText?: boolean;
}

export function ok(data: unknown): Reply {
  return { status: 200, body: { data } };
}

export function refuse(...refusals: Refusal[]): Reply {
  return { status: refusals[0]?.status ?? 422, body: errorEnvelope(refusals) };
}

/** The answer to an accepted call command. */
export function done(extra: Record<string, unknown> = {}): Reply {
  return ok({ result: 'ok', ...extra });
}

const MAX_PAGE_SIZE = 250;

interface Page<Row> {
  rows: Row[];
  meta: { page_number: number; page_size: number; total_pages: number; total_results: number };
}

/** One page of rows, by `page[number]` and `page[size]`. */
export function pageOf<Row>(rows: Row[], query: URLSearchParams, defaultSize = 20): Page<Row> {
  const read = (name: string, fallback: number): number => {
    const value = Number(query.get(name) ?? fallback);
    return Number.isInteger(value) && value > 0 ? value : fallback;
  };
  const number = read('page[number]', 1);
  const size = Math.min(read('page[size]', defaultSize), MAX_PAGE_SIZE);
  return {
    rows: rows.slice((number - 1) * size, number * size),
    meta: {
      page_number: number,
      page_size: size,
      total_pages: Math.ceil(rows.length / size),
      total_results: rows.length,
    },
  };
}

/** The reply with one page of rows and Telnyx's `meta`. */
export function paginate(rows: unknown[], query: URLSearchParams): Reply {
  const page = pageOf(rows, query);
  return { status: 200, body: { data: page.rows, meta: page.meta } };
}
