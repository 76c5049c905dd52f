import { MapPinOff } from 'lucide-react';
import { Link } from 'react-router';
import { buttonStyle } from '@/components/ui/Button.tsx';
import { EmptyState } from '@/components/ui/EmptyState.tsx';
import { appCopy } from '../../copy.ts';
import { HOME_PATH } from '../../layout/navigation.ts';
import { usePageTitle } from '../../layout/use-page-title.ts';

/** An address that leads nowhere. */
export function NotFoundPage() {
  const { notFound } = appCopy;
  usePageTitle(notFound.title);
  return (
    <div className="pt-[16vh]">
      <h1 className="sr-only">{notFound.title}</h1>
      <EmptyState
        icon={<MapPinOff />}
        title={notFound.title}
        text={notFound.text}
        action={
          <Link to={HOME_PATH} className={buttonStyle({ variant: 'primary' })}>
            {notFound.home}
          </Link>
        }
      />
    </div>
  );
}
