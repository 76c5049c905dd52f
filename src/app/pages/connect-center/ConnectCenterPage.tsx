import { Phone } from 'lucide-react';
import { appCopy } from '@/app/copy.ts';
import { usePageTitle } from '@/app/layout/use-page-title.ts';
import { SearchButton } from '@/app/palette/SearchButton.tsx';
import { useCalling } from '@/calling/use-calling.ts';
import { CallBackList } from '@/components/calling/CallBackList.tsx';
import { CallHistory } from '@/components/calling/CallHistory.tsx';
import { callingCopy } from '@/components/calling/calling-copy.ts';
import { LiveLanes } from '@/components/calling/LiveLanes.tsx';
import { RecentCalls } from '@/components/calling/RecentCalls.tsx';
import { TodayLine } from '@/components/calling/TodayLine.tsx';
import { Button } from '@/components/ui/Button.tsx';
import { PageBar } from '@/components/ui/PageBar.tsx';
import { longDayOf } from '@/lib/dates.ts';
import { useNow } from '@/lib/use-now.ts';
import { usePastedNumber } from './use-pasted-number.ts';

/**
 * Where the day happens: what rings, who talks, who waits for a call-back, and every call so far.
 * From 1281 px the right rail lies under the phone's dock, so that it covers no lane.
 */
export function ConnectCenterPage() {
  const calling = useCalling();
  const now = useNow();
  usePageTitle(appCopy.nav.connectCenter);
  usePastedNumber();
  return (
    <>
      <PageBar
        title={appCopy.nav.connectCenter}
        actions={
          <>
            <SearchButton />
            <Button variant="primary" onClick={() => calling.openDialog()}>
              <Phone aria-hidden="true" />
              {callingCopy.dialog.newCall}
            </Button>
          </>
        }
      >
        <span className="hidden text-faint desk:inline">{longDayOf(now)}</span>
      </PageBar>
      <div className="flex flex-col wide:grid wide:grid-cols-[minmax(0,1fr)_var(--rail)]">
        <div className="contents wide:block wide:min-w-0">
          <TodayLine />
          <LiveLanes />
          <div className="order-3 pb-[calc(var(--dock-h,0px)+2.5rem)] wide:pb-10">
            <CallHistory />
          </div>
        </div>
        <aside
          aria-label={callingCopy.callBacks.title}
          className="order-2 border-b border-line px-4 pb-2 desk:px-6 wide:border-b-0 wide:border-l wide:px-5"
        >
          <div className="wide:sticky wide:top-13 wide:max-h-[calc(100dvh-3.25rem-var(--dock-h,0px))] wide:overflow-y-auto wide:pb-12 wide:[mask:linear-gradient(#000_calc(100%-3rem),transparent)]">
            <CallBackList />
            <RecentCalls />
          </div>
        </aside>
      </div>
    </>
  );
}
