import { useMemo, useState } from 'react';
import { SaveBar } from '@/components/ui/SaveBar.tsx';
import { Skeleton } from '@/components/ui/Skeleton.tsx';
import { TextField } from '@/components/ui/TextField.tsx';
import { useMembership } from '@/data/membership.queries.ts';
import {
  type Organization,
  useOrganization,
  useSaveOrganization,
} from '@/data/organization.queries.ts';
import { localeOf, useCopy } from '@/lib/language.ts';
import { showToast } from '@/lib/toast-store.ts';
import { useStoredDraft } from '@/lib/use-stored-draft.ts';
import { countriesIn, timeZones } from '../../welcome/countries.ts';
import { LabelledSelect } from '../../welcome/LabelledSelect.tsx';
import { SectionPage } from '../SectionPage.tsx';
import { businessCopy } from './business-copy.ts';

/** Settings, Business: its name and where it is. */
export function BusinessTab() {
  const copy = useCopy(businessCopy);
  const { data: membership } = useMembership();
  const organizationId = membership?.organizationId ?? '';
  const { data: organization } = useOrganization(organizationId);
  if (!membership) return null;
  const canChange = membership.role !== 'agent';
  return (
    <SectionPage title={copy.title} text={canChange ? copy.text : copy.onlyAdmins}>
      {organization ? (
        <BusinessForm
          organizationId={organizationId}
          organization={organization}
          canChange={canChange}
        />
      ) : (
        <div role="status" aria-label={copy.loading} className="grid gap-5">
          <Skeleton className="w-72" />
          <Skeleton className="w-64" />
        </div>
      )}
    </SectionPage>
  );
}

interface BusinessFormProps {
  organizationId: string;
  organization: Organization;
  canChange: boolean;
}

function BusinessForm({ organizationId, organization, canChange }: BusinessFormProps) {
  const copy = useCopy(businessCopy);
  const save = useSaveOrganization(organizationId);
  const { draft, setDraft, isDirty, discard } = useStoredDraft('business', organization);
  const [hasFailed, setFailed] = useState(false);
  const countries = useMemo(() => countriesIn(localeOf()), []);
  const zones = useMemo(() => timeZones(organization.timeZone), [organization.timeZone]);
  const problem = draft.name.trim() === '' ? copy.nameMissing : null;
  return (
    <fieldset disabled={!canChange} className="grid max-w-120 gap-4">
      <TextField
        label={copy.name}
        value={draft.name}
        maxLength={200}
        error={problem ?? undefined}
        onChange={(event) => setDraft({ ...draft, name: event.target.value })}
      />
      <LabelledSelect
        label={copy.country}
        value={draft.country}
        options={countries}
        onChange={(country) => setDraft({ ...draft, country })}
      />
      <LabelledSelect
        label={copy.timeZone}
        value={draft.timeZone}
        options={zones}
        onChange={(timeZone) => setDraft({ ...draft, timeZone })}
      />
      <SaveBar
        isDirty={isDirty}
        isSaving={save.isPending}
        problem={problem ?? (hasFailed ? copy.failed : null)}
        canSave={problem === null}
        onSave={() =>
          save.mutate(draft, {
            onSuccess: () => {
              setFailed(false);
              discard();
              showToast({ text: copy.saved });
            },
            onError: () => setFailed(true),
          })
        }
        onDiscard={() => {
          setFailed(false);
          discard();
        }}
      />
    </fieldset>
  );
}
