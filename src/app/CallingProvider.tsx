import { useQueryClient } from '@tanstack/react-query';
import { type ComponentType, type ReactNode, useEffect } from 'react';
import type { Calling } from '@/calling/call-session.ts';
import { CallingContext } from '@/calling/use-calling.ts';
import { isSavingAvailability, onAvailabilityElsewhere } from '@/data/availability.queries.ts';
import { useClientChanged } from '@/data/client-changed.ts';
import type { Membership } from '@/data/membership.queries.ts';
import { createRefetchSoon } from '@/data/refetch-soon.ts';
import { onTasksChanged } from '@/data/tasks-changed.ts';
import { onTeamChanged } from '@/data/team-changed.ts';

/** What a changed call makes old. Cards follow each other closely; the cache needs asking once. */
const STALE_KEYS = [['call-history'], ['team'], ['call-tasks'], ['client-timeline']];

/**
 * The provider that starts the calling half when a member is there and stops it when the member
 * signs out. `calling` is made once per page: a telephone must not register twice because React
 * mounts twice.
 */
export function createCallingProvider(
  calling: Calling,
): ComponentType<{ membership: Membership; children: ReactNode }> {
  let leaving: ReturnType<typeof setTimeout> | null = null;

  return function CallingProvider({ membership, children }) {
    const queryClient = useQueryClient();
    const { memberId, organizationId, displayName, role, availability } = membership;
    useClientChanged();

    useEffect(() => {
      // A choice that is just being saved is newer than what was read.
      if (!isSavingAvailability(queryClient)) calling.setAvailability(availability);
    }, [queryClient, memberId, availability]);

    useEffect(
      () =>
        onAvailabilityElsewhere(
          () => void queryClient.invalidateQueries({ queryKey: ['membership'] }),
        ),
      [queryClient],
    );

    useEffect(() => {
      if (leaving !== null) clearTimeout(leaving);
      leaving = null;
      void calling.signIn({ id: memberId, organizationId, name: displayName, role });
      return () => {
        leaving = setTimeout(() => void calling.signOut(), 0);
      };
    }, [memberId, organizationId, displayName, role]);

    useEffect(() => {
      const refetch = createRefetchSoon(queryClient, STALE_KEYS);
      const unsubscribe = calling.store.subscribe((next, previous) => {
        if (next.phone.status !== previous.phone.status) {
          void queryClient.invalidateQueries({ queryKey: ['team'] });
        }
        if (next.cards !== previous.cards) refetch.changed();
      });
      return () => {
        unsubscribe();
        refetch.cancel();
      };
    }, [queryClient]);

    useEffect(() => {
      const refetch = createRefetchSoon(queryClient, [['call-tasks'], ['client-facts']]);
      const unsubscribe = onTasksChanged(refetch.changed);
      return () => {
        unsubscribe();
        refetch.cancel();
      };
    }, [queryClient]);

    useEffect(() => {
      const refetch = createRefetchSoon(queryClient, [['team']]);
      const unsubscribe = onTeamChanged(refetch.changed);
      return () => {
        unsubscribe();
        refetch.cancel();
      };
    }, [queryClient]);

    return <CallingContext value={calling}>{children}</CallingContext>;
  };
}
