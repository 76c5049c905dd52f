import type { Sql } from 'postgres';

/** A business with an AI dispatcher, as `run_ai_tool` sees it. */
export interface Business {
  id: string;
  timeZone: string;
  /** By name. */
  technicians: Record<string, string>;
  services: Record<string, string>;
}

/** Local opening times; weekday 0 is Sunday. */
export interface OpenHours {
  weekday: number;
  opensAt: string;
  closesAt: string;
}

export interface BusinessPlan {
  timeZone: string;
  hours: readonly OpenHours[];
  technicians: readonly string[];
  /** Name and length; the name is what callers say, too. */
  services: Readonly<Record<string, number>>;
}

/** An answer of `run_ai_tool`, as far as these tests read it. */
export interface ToolAnswer {
  ok: boolean;
  reason?: string;
  visitId?: string;
  startsAt?: string;
  technician?: string;
  isDuplicate?: boolean;
  slots?: { slotId: string; startsAt: string; endsAt: string }[];
}

export async function createBusiness(sql: Sql, plan: BusinessPlan): Promise<Business> {
  const id = crypto.randomUUID();
  await sql`
    insert into public.organizations (id, name, time_zone) values (${id}, 'Tests', ${plan.timeZone})`;
  for (const { weekday, opensAt, closesAt } of plan.hours) {
    await sql`
      insert into public.business_hours (organization_id, weekday, opens_at, closes_at)
      values (${id}, ${weekday}, ${opensAt}::time, ${closesAt}::time)`;
  }
  const technicians: Record<string, string> = {};
  for (const name of plan.technicians) {
    technicians[name] = crypto.randomUUID();
    await sql`
      insert into public.resources (id, organization_id, name)
      values (${technicians[name]}, ${id}, ${name})`;
  }
  const services: Record<string, string> = {};
  for (const [name, minutes] of Object.entries(plan.services)) {
    services[name] = crypto.randomUUID();
    await sql`
      insert into public.services (id, organization_id, name, duration_minutes)
      values (${services[name]}, ${id}, ${name}, ${minutes})`;
  }
  const profile = {
    mayBook: true,
    mayChange: true,
    mayQuote: true,
    bookingHorizonDays: 14,
    callBackWithinMinutes: 30,
  };
  await sql`
    insert into public.ai_dispatchers (organization_id, draft, published_version, live_slot)
    values (${id}, ${sql.json(profile)}, 1, 'a')`;
  await sql`
    insert into public.ai_dispatcher_versions (organization_id, version, profile)
    values (${id}, 1, ${sql.json(profile)})`;
  return { id, timeZone: plan.timeZone, technicians, services };
}

/** A call that the AI has. @returns the call control id of the caller's leg */
export async function startAiCall(sql: Sql, business: Business, from: string): Promise<string> {
  const callId = crypto.randomUUID();
  await sql`
    insert into public.telnyx_calls
      (id, organization_id, direction, from_number, to_number, status, started_at, version, ai)
    values (${callId}, ${business.id}, 'inbound', ${from}, '+14375559990', 'active', now(), 1,
      ${sql.json({ status: 'talking', language: 'en' })})`;
  await sql`
    insert into public.call_legs (call_control_id, organization_id, call_id, role)
    values (${`v3:${callId}`}, ${business.id}, ${callId}, 'external')`;
  return `v3:${callId}`;
}

/** @param at stands in for the database's clock */
export async function useTool(
  sql: Sql,
  callControlId: string,
  tool: string,
  toolArguments: Record<string, string | boolean>,
  at: Date,
  requestId: string = crypto.randomUUID(),
): Promise<ToolAnswer> {
  const request = {
    requestId,
    callControlId,
    testConversationId: null,
    tool,
    arguments: toolArguments,
    at: at.toISOString(),
  };
  const [row] = await sql<{ answer: ToolAnswer }[]>`
    select public.run_ai_tool(${sql.json(request)}) as answer`;
  if (!row) throw new Error('run_ai_tool gave no row');
  return row.answer;
}
