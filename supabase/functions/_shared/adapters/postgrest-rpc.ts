/**
 * Calls a Postgres function through PostgREST with `fetch`: no library, so that a cold function
 * answers quickly (goals.md B7). One call is one round trip and one transaction.
 */
export interface RpcClient {
  /** @throws UnavailableError when the database cannot be reached; RpcError when it refused. */
  call<T>(name: string, args: Record<string, unknown>): Promise<T>;
  /** The same, as a signed-in user: PostgREST checks the token. Null: the token is not valid. */
  callAs<T>(accessToken: string, name: string, args: Record<string, unknown>): Promise<T | null>;
}

export class UnavailableError extends Error {
  override name = 'UnavailableError';
}

class RpcError extends Error {
  override name = 'RpcError';
  readonly status: number;
  /** Postgres's SQLSTATE or PostgREST's code. */
  readonly code: string;

  constructor(rpc: string, status: number, code: string) {
    super(`${rpc} was refused (${status} ${code})`);
    this.status = status;
    this.code = code;
  }
}

/**
 * @param options.url the project's address, without `/rest/v1`
 * @param options.serviceKey service role key or secret key
 * @param options.timeoutMs a slower answer counts as unavailable
 */
export function createRpcClient(options: {
  url: string;
  serviceKey: string;
  publishableKey: string;
  fetch: typeof fetch;
  timeoutMs?: number;
}): RpcClient {
  const send = async (name: string, args: Record<string, unknown>, headers: HeadersInit) => {
    try {
      return await options.fetch(`${options.url}/rest/v1/rpc/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(args),
        signal: AbortSignal.timeout(options.timeoutMs ?? 5_000),
      });
    } catch (error) {
      throw new UnavailableError(`${name}: the database is not reachable`, { cause: error });
    }
  };
  return {
    async call<T>(name: string, args: Record<string, unknown>) {
      const response = await send(name, args, {
        apikey: options.serviceKey,
        authorization: `Bearer ${options.serviceKey}`,
      });
      return await readAnswer<T>(name, response);
    },
    async callAs<T>(accessToken: string, name: string, args: Record<string, unknown>) {
      const response = await send(name, args, {
        apikey: options.publishableKey,
        authorization: `Bearer ${accessToken}`,
      });
      if (response.status === 401 || response.status === 403) {
        await response.body?.cancel();
        return null;
      }
      return await readAnswer<T>(name, response);
    },
  };
}

async function readAnswer<T>(name: string, response: Response): Promise<T> {
  if (response.status >= 502 && response.status <= 504) {
    await response.body?.cancel();
    throw new UnavailableError(`${name}: the database is not reachable`);
  }
  const text = await response.text();
  if (!response.ok) throw new RpcError(name, response.status, codeOf(text));
  return (text === '' ? null : JSON.parse(text)) as T;
}

function codeOf(text: string): string {
  try {
    const body = JSON.parse(text) as { code?: unknown };
    return typeof body.code === 'string' ? body.code : 'unknown';
  } catch {
    return 'unknown';
  }
}
