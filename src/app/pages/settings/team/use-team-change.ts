import { TeamError, useManageTeam } from '@/data/team-admin.queries.ts';
import { copyNow } from '@/lib/language.ts';
import { showToast } from '@/lib/toast-store.ts';
import type { ManageTeamRequest } from '@core/contracts/manage-team.ts';
import { problemWords, teamCopy } from './team-copy.ts';

/** The code of whatever a mutation threw. */
export const teamCode = (error: Error): string =>
  error instanceof TeamError ? error.code : 'other';

/** Changes the team and says in a toast what came of it. */
export function useTeamChange() {
  const manage = useManageTeam();
  return {
    isPending: manage.isPending,
    change(request: ManageTeamRequest, done: string, onDone?: () => void) {
      manage.mutate(request, {
        onSuccess: () => {
          showToast({ text: done });
          onDone?.();
        },
        onError: (error) => showToast({ text: problemWords(copyNow(teamCopy), teamCode(error)) }),
      });
    },
  };
}
