/**
 * The peer of B1: a webhook as tutorials write it. supabase-js, one statement after another, no
 * transaction: look for the event, store it, find number and client, make the call, note the event as
 * done, tell the screen.
 */
import { createClient } from '@supabase/supabase-js';
import { importKey, isGenuine } from './verify.ts';

declare const Deno: {
  env: { get(name: string): string | undefined };
  serve(handler: (request: Request) => Promise<Response>): void;
};

interface Envelope {
  data: {
    id: string;
    occurred_at: string;
    payload: { call_control_id: string; from: string; to: string };
  };
}

const supabase = createClient(
  Deno.env.get('SUPABASE_URL') ?? '',
  Deno.env.get('SUPABASE_SERVICE_ROLE_KEY') ?? '',
  { auth: { persistSession: false } },
);
const key = await importKey(Deno.env.get('TELNYX_PUBLIC_KEY') ?? '');

Deno.serve(async (request) => {
  const body = await request.text();
  if (!(await isGenuine(key, request, body))) return new Response(null, { status: 401 });
  const { data } = JSON.parse(body) as Envelope;
  const { payload } = data;
  const seen = await supabase.from('bench_inbox').select('id').eq('id', data.id).maybeSingle();
  if (seen.data) return new Response('{}');
  await supabase.from('bench_inbox').insert({ id: data.id, body });
  const number = await supabase
    .from('telnyx_phone_numbers')
    .select('id, organization_id')
    .eq('phone_number', payload.to)
    .single();
  const phone = await supabase
    .from('client_phones')
    .select('client_id')
    .eq('phone_number', payload.from)
    .limit(1)
    .maybeSingle();
  const call = await supabase
    .from('bench_calls')
    .insert({
      call_control_id: payload.call_control_id,
      organization_id: number.data?.organization_id,
      client_id: phone.data?.client_id,
      status: 'ringing',
    })
    .select('id')
    .single();
  await supabase.from('bench_inbox').update({ done: true }).eq('id', data.id);
  await supabase
    .from('bench_calls')
    .select('*')
    .eq('id', call.data?.id ?? '')
    .single();
  return new Response('{}');
});
