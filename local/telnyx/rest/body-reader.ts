import {
  invalidClientState,
  missingParameter,
  notInList,
  outOfRange,
  wrongType,
} from '../telnyx-error.ts';
import type { Refusal } from '../telnyx-error.ts';
import type { CustomHeader } from '../world/leg.ts';
import { isBase64 } from './base64.ts';

/** Reads a JSON body field by field, and collects what is wrong with it. */
export interface BodyReader {
  readonly refusals: Refusal[];
  refuse(refusal: Refusal): void;
  has(name: string): boolean;
  text(name: string): string | null;
  requiredText(name: string): string;
  flag(name: string, fallback: boolean): boolean;
  whole(name: string, fallback: number, min: number, max: number, refusal?: Refusal): number;
  /** A number of at least 0. */
  amount(name: string): number | null;
  list(name: string): unknown[] | null;
  requiredList(name: string): unknown[];
  /** A nested object; empty when absent. */
  group(name: string): Record<string, unknown>;
  choice<Choice extends string>(name: string, allowed: readonly Choice[], fallback: Choice): Choice;
  /** Base64, or null when absent. */
  clientState(): string | null;
  headers(): CustomHeader[];
}

function readHeaders(value: unknown): CustomHeader[] | null {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return null;
  const headers: CustomHeader[] = [];
  for (const entry of value as unknown[]) {
    const { name, value: content } = (entry ?? {}) as Record<string, unknown>;
    if (typeof name !== 'string' || typeof content !== 'string') return null;
    headers.push({ name, value: content });
  }
  return headers;
}

export function readBody(body: Record<string, unknown>): BodyReader {
  const refusals: Refusal[] = [];
  const refuse = (refusal: Refusal): void => {
    refusals.push(refusal);
  };
  const isAbsent = (name: string): boolean => body[name] === undefined || body[name] === null;
  const text = (name: string): string | null => {
    const value = body[name];
    if (isAbsent(name)) return null;
    if (typeof value === 'string') return value;
    refuse(wrongType(`/${name}`, 'a string'));
    return null;
  };
  const list = (name: string): unknown[] | null => {
    const value = body[name];
    if (isAbsent(name)) return null;
    if (Array.isArray(value)) return value as unknown[];
    refuse(wrongType(`/${name}`, 'a list'));
    return null;
  };
  return {
    refusals,
    refuse,
    list,
    requiredList(name) {
      if (isAbsent(name)) refuse(missingParameter(`/${name}`));
      return list(name) ?? [];
    },
    group(name) {
      const value = body[name];
      if (isAbsent(name)) return {};
      if (typeof value === 'object' && !Array.isArray(value)) {
        return value as Record<string, unknown>;
      }
      refuse(wrongType(`/${name}`, 'an object'));
      return {};
    },
    amount(name) {
      if (isAbsent(name)) return null;
      const value = body[name];
      if (typeof value === 'number' && value >= 0) return value;
      refuse(wrongType(`/${name}`, 'a number of at least 0'));
      return null;
    },
    has: (name) => !isAbsent(name),
    text,
    requiredText(name) {
      if (isAbsent(name) || body[name] === '') refuse(missingParameter(`/${name}`));
      return text(name) ?? '';
    },
    flag(name, fallback) {
      const value = body[name];
      if (typeof value === 'boolean') return value;
      if (!isAbsent(name)) refuse(wrongType(`/${name}`, 'a boolean'));
      return fallback;
    },
    whole(name, fallback, min, max, refusal) {
      if (isAbsent(name)) return fallback;
      const value = body[name];
      if (typeof value !== 'number' || !Number.isInteger(value)) {
        refuse(wrongType(`/${name}`, 'an integer'));
        return fallback;
      }
      if (value < min || value > max) refuse(refusal ?? outOfRange(`/${name}`, min, max));
      return value;
    },
    choice(name, allowed, fallback) {
      const value = text(name);
      const found = allowed.find((entry) => entry === value);
      if (value !== null && found === undefined) refuse(notInList(`/${name}`, allowed));
      return found ?? fallback;
    },
    clientState() {
      const value = text('client_state');
      if (value !== null && !isBase64(value)) refuse(invalidClientState);
      return value;
    },
    headers() {
      const headers = readHeaders(body['custom_headers']);
      if (headers === null) refuse(wrongType('/custom_headers', 'a list of {name, value}'));
      return headers ?? [];
    },
  };
}
