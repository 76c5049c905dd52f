import { Suspense } from 'react';
import { Outlet, useLocation } from 'react-router';
import { PhoneDock } from '@/components/calling/PhoneDock.tsx';
import { Toaster } from '@/components/ui/Toaster.tsx';
import type { Membership } from '@/data/membership.queries.ts';
import { useLanguage } from '@/lib/language.ts';
import { appCopy } from '../copy.ts';
import { HealthBanner } from '../pages/settings/health/HealthBanner.tsx';
import { CallingNotice } from '../pages/settings/limits/CallingNotice.tsx';
import { PaletteHost } from '../palette/PaletteHost.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { PageErrorBoundary } from './PageErrorBoundary.tsx';
import { PageLoading } from './PageLoading.tsx';
import { Sidebar } from './Sidebar.tsx';
import { TabBar } from './TabBar.tsx';

/** The frame around every page of a signed-in person, and the phone that floats over all of them. */
export function AppLayout({ membership }: { membership: Membership }) {
  const { pathname } = useLocation();
  // Texts that no hook draws follow the language because all is drawn anew.
  const language = useLanguage();
  return (
    <div
      key={language}
      className="min-h-dvh side:grid side:grid-cols-[var(--sidebar)_minmax(0,1fr)]"
    >
      <a
        href="#page"
        className="fixed top-2 left-2 z-(--z-tooltip) -translate-y-16 rounded-control bg-inverse px-3 py-2 font-medium text-on-inverse focus:translate-y-0"
      >
        {appCopy.skipToContent}
      </a>
      <Sidebar membership={membership} />
      <main
        id="page"
        tabIndex={-1}
        className="min-h-dvh min-w-0 bg-surface pb-14 outline-none side:border-l side:border-line side:pb-0"
      >
        <ConnectionBanner />
        <HealthBanner />
        <CallingNotice />
        <PageErrorBoundary place={pathname}>
          <Suspense fallback={<PageLoading />}>
            <Outlet />
          </Suspense>
        </PageErrorBoundary>
      </main>
      <TabBar />
      <section aria-label={appCopy.phone} className="contents">
        <PhoneDock />
      </section>
      <Toaster />
      <PaletteHost />
    </div>
  );
}
