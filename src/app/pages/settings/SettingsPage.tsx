import { useNavigate, useParams } from 'react-router';
import { PageBar } from '@/components/ui/PageBar.tsx';
import { Tabs } from '@/components/ui/Tabs.tsx';
import { usePageTitle } from '../../layout/use-page-title.ts';
import { AppearanceTab } from './AppearanceTab.tsx';
import { CommunicationsTab } from './CommunicationsTab.tsx';
import { settingsCopy as copy } from './copy.ts';

const TABS = ['communications', 'appearance'] as const;

/** The settings, a tab each; which one stands in the address. */
export function SettingsPage() {
  const { tab } = useParams();
  const navigate = useNavigate();
  const shown = TABS.find((value) => value === tab) ?? 'communications';
  usePageTitle(copy.tabs[shown], copy.title);
  return (
    <>
      <PageBar title={copy.title} />
      <Tabs
        label={copy.tabs.label}
        value={shown}
        onChange={(next) => void navigate(`/settings/${next}`)}
        tabs={[
          {
            value: 'communications',
            label: copy.tabs.communications,
            content: <CommunicationsTab />,
          },
          { value: 'appearance', label: copy.tabs.appearance, content: <AppearanceTab /> },
        ]}
      />
    </>
  );
}
