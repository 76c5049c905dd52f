import { useNavigate, useParams } from 'react-router';
import { PageBar } from '@/components/ui/PageBar.tsx';
import { Tabs } from '@/components/ui/Tabs.tsx';
import { useCopy } from '@/lib/language.ts';
import { usePageTitle } from '../../layout/use-page-title.ts';
import { AppearanceTab } from './AppearanceTab.tsx';
import { BusinessTab } from './business/BusinessTab.tsx';
import { CommunicationsTab } from './CommunicationsTab.tsx';
import { frameCopy } from './frame-copy.ts';
import { SECTIONS } from './sections.ts';

const TABS = ['communications', 'business', 'appearance'] as const;

/** The settings, a tab each; which one stands in the address, and which section of it. */
export function SettingsPage() {
  const copy = useCopy(frameCopy);
  const { tab: place } = useParams();
  const navigate = useNavigate();
  const tab = TABS.find((value) => value === place) ?? 'communications';
  const section = SECTIONS.find((value) => value === place) ?? 'communications';
  usePageTitle(tab === 'communications' ? copy.sections[section] : copy.tabs[tab], copy.title);
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
          { value: 'business', label: copy.tabs.business, content: <BusinessTab /> },
          { value: 'appearance', label: copy.tabs.appearance, content: <AppearanceTab /> },
        ]}
      />
    </>
  );
}
