import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { DeviceSettings } from '@/components/calling/DeviceSettings.tsx';
import { AiDispatcherSection } from './ai/AiDispatcherSection.tsx';
import { settingsCopy } from './copy.ts';
import { HealthSection } from './HealthSection.tsx';
import { HoursSection } from './hours/HoursSection.tsx';
import { NumbersSection } from './NumbersSection.tsx';
import { SectionLinks } from './SectionLinks.tsx';
import type { SectionTab } from './sections.ts';
import { TelnyxSection } from './TelnyxSection.tsx';

const { sections, device } = settingsCopy;

/** Everything about telephony, in the order in which it is set up. */
export function CommunicationsTab({ shown }: { shown: SectionTab }) {
  return (
    <div className="side:grid side:grid-cols-[13.5rem_minmax(0,1fr)]">
      <SectionLinks shown={shown} />
      <Section shown={shown} />
    </div>
  );
}

function Section({ shown }: { shown: SectionTab }) {
  if (shown === 'ai-dispatcher') return <AiDispatcherSection />;
  return shown === 'hours-and-services' ? <HoursSection /> : <SetUp />;
}

function SetUp() {
  const { hash } = useLocation();
  // A link within the app changes the address only; the browser scrolls for its own links.
  useEffect(() => {
    if (hash) document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [hash]);
  return (
    <div className="max-w-248 px-4 pb-(--dock-h,4rem) desk:px-8">
      <TelnyxSection />
      <NumbersSection />
      <section
        id="device"
        aria-labelledby="device-title"
        className="scroll-mt-16 border-b border-line py-6"
      >
        <h2 id="device-title" className="text-lg tracking-(--tracking-tight)">
          {sections.device}
        </h2>
        <p className="mb-4 text-muted">{device.text}</p>
        <DeviceSettings />
      </section>
      <HealthSection />
    </div>
  );
}
