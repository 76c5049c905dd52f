import type { BackendRoute } from './fake-backend.ts';

/** A backend's routes by which somebody signs in as a member of Maple Plumbing. */
export function memberRoutes(role: 'owner' | 'admin' | 'agent'): Record<string, BackendRoute> {
  return {
    '/auth/v1/token': () => ({
      access_token: 'token',
      refresh_token: 'refresh',
      token_type: 'bearer',
      expires_in: 3_600,
      user: { id: 'user-1', email: 'nora@maple.test' },
    }),
    '/rest/v1/rpc/my_membership': () => ({
      memberId: 'member-1',
      organizationId: 'org-1',
      organizationName: 'Maple Plumbing',
      displayName: 'Nora',
      role,
      timeZone: 'America/Toronto',
      email: 'nora@maple.test',
      language: 'en',
      availability: 'available',
      channelEpoch: 1,
    }),
  };
}
