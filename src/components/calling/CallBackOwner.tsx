import { ChevronDown } from 'lucide-react';
import type { Member } from '@/calling/ports.ts';
import { Avatar } from '@/components/ui/Avatar.tsx';
import { Menu, MenuChoice } from '@/components/ui/Menu.tsx';
import type { CallBack } from '@/data/call-tasks.queries.ts';
import { useTeam } from '@/data/team.queries.ts';
import { useCopy } from '@/lib/language.ts';
import { ownerWord, waitingName } from './call-back-words.ts';
import { callingCopy } from './calling-copy.ts';
import { presenceCopy } from './presence-copy.ts';

const { callBacks: copy } = callingCopy;
const EVERYBODY = 'everybody';

export interface CallBackOwnerProps {
  task: CallBack;
  me: Member | null;
  onAssign: (assignee: CallBack['assignee']) => void;
}

/** Who calls back, and the way to give it to somebody else. */
export function CallBackOwner({ task, me, onAssign }: CallBackOwnerProps) {
  const presence = useCopy(presenceCopy);
  const team = useTeam();
  const colleagues = (team.data ?? []).filter(({ memberId }) => memberId !== me?.id);
  const options = [
    { value: EVERYBODY, label: copy.forEverybody },
    ...(me ? [{ value: me.id, label: copy.forMe }] : []),
    ...colleagues.map((member) => ({
      value: member.memberId,
      label: `${member.displayName}, ${presence.presence[member.presence]}`,
    })),
  ];
  const assign = (id: string) => {
    const colleague = colleagues.find(({ memberId }) => memberId === id);
    if (id === EVERYBODY) onAssign(null);
    else if (id === me?.id) onAssign({ id, name: me.name });
    else if (colleague) onAssign({ id, name: colleague.displayName });
  };
  const label = copy.owner(waitingName(task));
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={`${label}: ${ownerWord(task, me)}`}
          className="-ml-1 flex h-9 min-w-0 items-center gap-1.5 rounded-control px-1 text-small text-muted hover:bg-fill hover:text-text desk:h-7"
        >
          <Avatar name={task.assignee?.name ?? '?'} />
          <span className="truncate">{ownerWord(task, me)}</span>
          <ChevronDown className="size-3 shrink-0" aria-hidden="true" />
        </button>
      }
    >
      <MenuChoice
        label={label}
        value={task.assignee?.id ?? EVERYBODY}
        options={options}
        onChange={assign}
      />
    </Menu>
  );
}
