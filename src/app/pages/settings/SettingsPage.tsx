import { useNavigate, useParams } from 'react-router';
import { PageBar } from '@/components/ui/PageBar.tsx';
import { Tabs } from '@/components/ui/Tabs.tsx';
import { usePageTitle } from '../../layout/use-page-title.ts';
import { AppearanceTab } from './AppearanceTab.tsx';
import { CommunicationsTab } from './CommunicationsTab.tsx';
import { settingsCopy as copy } from './copy.ts';
import type { SectionTab } from './sections.ts';

const COMMUNICATIONS: readonly SectionTab[] = [
  'communications',
  'hours-and-services',
  'ai-dispatcher',
];

/** The settings, a tab each; which one stands in the address, and which section of it. */
export function SettingsPage() {
  const { tab: place } = useParams();
  const navigate = useNavigate();
  const tab = place === 'appearance' ? 'appearance' : 'communications';
  const section = COMMUNICATIONS.find((value) => value === place) ?? 'communications';
  usePageTitle(tab === 'communications' ? titles[section] : copy.tabs.appearance, copy.title);
  return (
    <>
      <PageBar title={copy.title} />
      <Tabs
        label={copy.tabs.label}
        value={tab}
        onChange={(next) => void navigate(`/settings/${next}`)}
        tabs={[
          {
            value: 'communications',
            label: copy.tabs.communications,
            content: <CommunicationsTab shown={section} />,
          },
          { value: 'appearance', label: copy.tabs.appearance, content: <AppearanceTab /> },
        ]}
      />
    </>
  );
}

const titles: Record<SectionTab, string> = {
  communications: copy.tabs.communications,
  'hours-and-services': copy.sections.hours,
  'ai-dispatcher': copy.sections.ai,
};
