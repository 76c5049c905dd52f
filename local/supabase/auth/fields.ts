import { authError } from './errors.ts';

/** A text of a request's body; undefined when absent. */
export function textField(body: Record<string, unknown>, name: string): string | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw authError('validation_failed', `${name} must be a string`);
  return value;
}

/** An object of a request's body; undefined when absent. */
export function objectField(
  body: Record<string, unknown>,
  name: string,
): Record<string, unknown> | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw authError('validation_failed', `${name} must be an object`);
  }
  return value as Record<string, unknown>;
}
