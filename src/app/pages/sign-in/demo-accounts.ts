/** The people of `supabase/seed.sql`: offered only where the API runs on this machine. */
export const demoAccounts = [
  { name: 'Ana', role: 'agent', business: 'Maple Plumbing', email: 'ana@maple.test' },
  { name: 'Ben', role: 'agent', business: 'Maple Plumbing', email: 'ben@maple.test' },
  { name: 'Nora', role: 'owner', business: 'Maple Plumbing', email: 'owner@maple.test' },
  { name: 'Dana', role: 'owner', business: 'Harbor Electric', email: 'dana@harbor.test' },
] as const;

export const DEMO_PASSWORD = 'demo-password';

/** Whether an address points at this machine. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}
