import { SearchField } from '@/components/ui/SearchField.tsx';
import { Select } from '@/components/ui/Select.tsx';
import type { AuditFilter } from '@/data/audit-log.queries.ts';
import { useTeam } from '@/data/team.queries.ts';
import { useCopy } from '@/lib/language.ts';
import { auditCopy } from './audit-copy.ts';

export interface AuditFiltersProps {
  filter: AuditFilter;
  /** What stands in the search box. */
  draft: string;
  setDraft: (text: string) => void;
  /** Sets a filter in the address; an empty value takes it off. */
  choose: (name: 'kind' | 'member', value: string) => void;
}

/** Search, kind and person; kept in the address. */
export function AuditFilters({ filter, draft, setDraft, choose }: AuditFiltersProps) {
  const copy = useCopy(auditCopy);
  const { data: team } = useTeam();
  const kinds = Object.entries(copy.kinds).map(([value, label]) => ({ value, label }));
  const people = (team ?? []).map(({ memberId, displayName }) => ({
    value: memberId,
    label: displayName,
  }));
  return (
    <div className="flex flex-wrap items-center gap-1.5 pb-3">
      <SearchField
        label={copy.search.label}
        placeholder={copy.search.placeholder}
        clearLabel={copy.search.clear}
        value={draft}
        onChange={setDraft}
        isSmall
        className="w-full desk:w-60"
      />
      <Select
        label={copy.kind.label}
        value={filter.kind}
        options={[{ value: '', label: copy.kind.all }, ...kinds]}
        onChange={(kind) => choose('kind', kind)}
        isActive={filter.kind !== ''}
        onClear={() => choose('kind', '')}
        clearLabel={copy.kind.clear}
      />
      <Select
        label={copy.who.label}
        value={filter.memberId}
        options={[{ value: '', label: copy.who.all }, ...people]}
        onChange={(member) => choose('member', member)}
        isActive={filter.memberId !== ''}
        onClear={() => choose('member', '')}
        clearLabel={copy.who.clear}
      />
    </div>
  );
}
