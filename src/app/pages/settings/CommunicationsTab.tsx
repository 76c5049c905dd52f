import { useLocation } from 'react-router';
import { DeviceSettings } from '@/components/calling/DeviceSettings.tsx';
import { settingsCopy } from './copy.ts';
import { HealthSection } from './HealthSection.tsx';
import { NumbersSection } from './NumbersSection.tsx';
import { TelnyxSection } from './TelnyxSection.tsx';

const { sections, device } = settingsCopy;

const links = [
  { hash: '#telnyx', name: sections.telnyx },
  { hash: '#numbers', name: sections.numbers },
  { hash: '#device', name: sections.device },
  { hash: '#health', name: sections.health },
];

/** Everything about telephony, in the order in which it is set up. */
export function CommunicationsTab() {
  const { hash } = useLocation();
  return (
    <div className="side:grid side:grid-cols-[13.5rem_minmax(0,1fr)]">
      <nav
        aria-label={sections.label}
        className="flex scrollbar-none gap-1 overflow-x-auto border-b border-line px-4 py-2.5 side:sticky side:top-13 side:block side:self-start side:border-0 side:py-5 side:pr-3 side:pl-6"
      >
        {links.map((link) => (
          <a
            key={link.hash}
            href={link.hash}
            aria-current={link.hash === (hash || '#telnyx') ? 'true' : undefined}
            className="flex h-11 items-center rounded-control px-2.5 whitespace-nowrap text-muted hover:bg-fill aria-[current]:bg-fill-strong aria-[current]:font-medium aria-[current]:text-text side:-ml-2.5 side:h-7.5"
          >
            {link.name}
          </a>
        ))}
      </nav>
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
    </div>
  );
}
