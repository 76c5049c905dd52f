import { DeviceSettings } from '@/components/calling/DeviceSettings.tsx';
import { useCopy } from '@/lib/language.ts';
import { frameCopy } from '../frame-copy.ts';
import { SectionPage } from '../SectionPage.tsx';

/** Settings, Notifications and devices: this browser as a telephone. */
export function DevicesSection() {
  const copy = useCopy(frameCopy);
  return (
    <SectionPage title={copy.sections.devices} text={copy.devicesText}>
      <DeviceSettings />
    </SectionPage>
  );
}
