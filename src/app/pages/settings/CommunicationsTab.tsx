import { type ComponentType, lazy, type LazyExoticComponent, Suspense } from 'react';
import { Skeleton } from '@/components/ui/Skeleton.tsx';
import { useCopy } from '@/lib/language.ts';
import { frameCopy } from './frame-copy.ts';
import { SectionLinks } from './SectionLinks.tsx';
import type { SettingsSection } from './sections.ts';

/** Each is loaded when it is first opened: nobody changes all of them on one day. */
const PAGES: Record<SettingsSection, LazyExoticComponent<ComponentType>> = {
  communications: lazy(async () => ({
    default: (await import('./numbers/NumbersPage.tsx')).NumbersPage,
  })),
  'hours-and-services': lazy(async () => ({
    default: (await import('./hours/HoursSection.tsx')).HoursSection,
  })),
  'who-rings': lazy(async () => ({
    default: (await import('./who-rings/WhoRingsSection.tsx')).WhoRingsSection,
  })),
  'ai-dispatcher': lazy(async () => ({
    default: (await import('./ai/AiDispatcherSection.tsx')).AiDispatcherSection,
  })),
  devices: lazy(async () => ({
    default: (await import('./devices/DevicesSection.tsx')).DevicesSection,
  })),
  team: lazy(async () => ({ default: (await import('./team/TeamSection.tsx')).TeamSection })),
  limits: lazy(async () => ({
    default: (await import('./limits/LimitsSection.tsx')).LimitsSection,
  })),
  health: lazy(async () => ({
    default: (await import('./health/HealthSection.tsx')).HealthSection,
  })),
  audit: lazy(async () => ({ default: (await import('./audit/AuditSection.tsx')).AuditSection })),
};

/** Everything about telephony, in the order in which it is set up. */
export function CommunicationsTab({ shown }: { shown: SettingsSection }) {
  const Page = PAGES[shown];
  return (
    <div className="side:grid side:grid-cols-[13.5rem_minmax(0,1fr)]">
      <SectionLinks shown={shown} />
      <Suspense fallback={<SectionLoading />}>
        <Page />
      </Suspense>
    </div>
  );
}

function SectionLoading() {
  const copy = useCopy(frameCopy);
  return (
    <div
      role="status"
      aria-label={copy.loading}
      className="grid content-start gap-5 px-4 py-6 desk:px-8"
    >
      <Skeleton className="w-40" />
      <Skeleton className="w-72" />
      <Skeleton className="w-64" />
    </div>
  );
}
