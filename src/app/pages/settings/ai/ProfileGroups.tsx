import { EscalationsGroup } from './EscalationsGroup.tsx';
import { KnowledgeGroup } from './KnowledgeGroup.tsx';
import { LimitsGroup } from './LimitsGroup.tsx';
import { PermissionsGroup } from './PermissionsGroup.tsx';
import { ProfileGroup } from './ProfileGroup.tsx';
import type { ProfileForm } from './use-profile-form.ts';

/** The whole profile, in the order in which a person thinks of it. */
export function ProfileGroups({ form }: { form: ProfileForm }) {
  return (
    <>
      <ProfileGroup form={form} />
      <KnowledgeGroup form={form} />
      <PermissionsGroup form={form} />
      <EscalationsGroup form={form} />
      <LimitsGroup form={form} />
    </>
  );
}
