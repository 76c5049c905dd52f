import type { JsonObject } from './json-fields.ts';
import { fillIn, fillInAll } from './mustache.ts';
import type { WebhookTool } from './tools.ts';

export interface ToolRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  /** The exact bytes, or '' where the method has no body. */
  raw: string;
}

export interface ToolSurroundings {
  variables: Record<string, string>;
  callControlId: string | null;
  secretOf: (identifier: string) => string | null;
  /** Signs the body: the two headers of telnyx.md 3.2. */
  sign: (raw: string) => Record<string, string>;
}

function pick(values: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    names.filter((name) => name in values).map((name) => [name, values[name]]),
  );
}

function asParameter(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function addressOf(tool: WebhookTool, args: JsonObject, variables: Record<string, string>): string {
  let address = fillIn(tool.url, variables);
  for (const name of tool.pathNames) {
    const value = args[name] === undefined ? '' : asParameter(args[name]);
    address = address.replaceAll(`{${name}}`, encodeURIComponent(value));
  }
  const isGet = tool.method === 'GET';
  const inBody = Object.keys(args).filter((name) => !tool.pathNames.includes(name));
  const query = {
    ...pick(args, isGet ? inBody : tool.queryNames),
    ...(fillInAll(tool.presetQuery, variables) as JsonObject),
  };
  const names = Object.keys(query);
  if (names.length === 0 || !URL.canParse(address)) return address;
  const url = new URL(address);
  for (const name of names) url.searchParams.set(name, asParameter(query[name]));
  return url.href;
}

/**
 * The request of a webhook tool (telnyx.md 7.4): a flat JSON body of the arguments and the preset
 * fields (which win), our headers, Telnyx's signature over the exact bytes. A GET has no body, and
 * its arguments are in the query.
 */
export function buildToolRequest(
  tool: WebhookTool,
  args: JsonObject,
  { variables, callControlId, secretOf, sign }: ToolSurroundings,
): ToolRequest {
  const elsewhere = [...tool.pathNames, ...tool.queryNames];
  const bodyNames = Object.keys(args).filter((name) => !elsewhere.includes(name));
  const presets = fillInAll(tool.presetBody, variables) as JsonObject;
  const raw = tool.method === 'GET' ? '' : JSON.stringify({ ...pick(args, bodyNames), ...presets });
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'user-agent': 'telnyx-ai-tools',
  };
  for (const { name, value } of tool.headers) {
    headers[name.toLowerCase()] = fillIn(value, variables, secretOf);
  }
  if (callControlId !== null) headers['x-telnyx-call-control-id'] = callControlId;
  return {
    method: tool.method,
    url: addressOf(tool, args, variables),
    headers: { ...headers, ...sign(raw) },
    raw,
  };
}
