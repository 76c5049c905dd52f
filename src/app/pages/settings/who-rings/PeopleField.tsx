import type { TeamMember } from '@/data/team.queries.ts';
import { useCopy } from '@/lib/language.ts';
import { PersonLine } from './PersonLine.tsx';
import { whoRingsCopy } from './who-rings-copy.ts';

export interface PeopleFieldProps {
  /** The name of the group. */
  label: string;
  team: readonly TeamMember[];
  chosen: readonly string[];
  disabled: boolean;
  onChange: (memberIds: string[]) => void;
}

/** Who rings together; somebody who left the team stays listed until they are taken out. */
export function PeopleField({ label, team, chosen, disabled, onChange }: PeopleFieldProps) {
  const copy = useCopy(whoRingsCopy);
  const known = new Set(team.map(({ memberId }) => memberId));
  const people = [
    ...team.map((member) => ({ id: member.memberId, name: member.displayName, member })),
    ...chosen.filter((id) => !known.has(id)).map((id) => ({ id, name: copy.former, member: null })),
  ];
  return (
    <fieldset>
      <legend className="sr-only">{label}</legend>
      <div className="grid gap-x-5 desk:grid-cols-2">
        {people.map(({ id, name, member }) => (
          <label key={id} className="flex min-h-11 min-w-0 items-center gap-2.5 desk:min-h-8">
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              disabled={disabled}
              onChange={(event) =>
                onChange(
                  event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id),
                )
              }
              className="size-4 shrink-0 accent-(--accent)"
            />
            <PersonLine name={name} member={member} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
