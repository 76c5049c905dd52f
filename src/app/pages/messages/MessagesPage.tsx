import { MessageSquare } from 'lucide-react';
import { Link } from 'react-router';
import { buttonStyle } from '@/components/ui/Button.tsx';
import { EmptyState } from '@/components/ui/EmptyState.tsx';
import { PageBar } from '@/components/ui/PageBar.tsx';
import { usePageTitle } from '../../layout/use-page-title.ts';
import { messagesCopy as copy } from './copy.ts';

/** Text messages: says what will be here, and where to look until then. */
export function MessagesPage() {
  usePageTitle(copy.title);
  return (
    <>
      <PageBar title={copy.title} />
      <EmptyState
        className="pt-[16vh]"
        icon={<MessageSquare />}
        title={copy.emptyTitle}
        text={copy.empty}
        action={
          <Link to="/clients" className={buttonStyle({ variant: 'quiet' })}>
            {copy.clients}
          </Link>
        }
      />
    </>
  );
}
