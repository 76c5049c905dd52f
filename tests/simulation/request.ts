/**
 * A POST with only what our handlers read of it. A real `Request` reads its body over timers of its
 * own, outside virtual time, and costs more than the handler under test.
 */
export function postOf(body: unknown, bearer?: string): Request {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const headers = new Map(bearer ? [['authorization', `Bearer ${bearer}`]] : []);
  let isRead = false;
  const reader = {
    read: () => {
      const done = isRead;
      isRead = true;
      return Promise.resolve(done ? { done } : { done, value: new TextEncoder().encode(text) });
    },
    cancel: () => Promise.resolve(),
  };
  return {
    method: 'POST',
    headers: { get: (name: string) => headers.get(name) ?? null },
    body: { getReader: () => reader },
  } as unknown as Request;
}
