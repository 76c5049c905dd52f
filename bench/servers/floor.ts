/** The floor of B1: verify, and one durable INSERT over a connection that is held open. */
import postgres from 'postgres';
import { importKey, isGenuine } from './verify.ts';

declare const Deno: {
  env: { get(name: string): string | undefined };
  serve(handler: (request: Request) => Promise<Response>): void;
};

const sql = postgres(Deno.env.get('DATABASE_URL') ?? '', { max: 4 });
const key = await importKey(Deno.env.get('TELNYX_PUBLIC_KEY') ?? '');

Deno.serve(async (request) => {
  const body = await request.text();
  if (!(await isGenuine(key, request, body))) return new Response(null, { status: 401 });
  const event = JSON.parse(body) as { data: { id: string } };
  await sql`insert into public.bench_inbox (id, body) values (${event.data.id}, ${body})`;
  return new Response('{}');
});
