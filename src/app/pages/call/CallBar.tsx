import { ArrowLeft, ClipboardCopy, Link2 } from 'lucide-react';
import { Link, useLocation } from 'react-router';
import { Button, buttonStyle } from '@/components/ui/Button.tsx';
import { PageBar } from '@/components/ui/PageBar.tsx';
import { readCameFrom } from '@/lib/call-path.ts';
import { HOME_PATH } from '../../layout/navigation.ts';
import { callPageCopy as copy } from './call-page-copy.ts';
import { CallPlaceNav } from './CallPlaceNav.tsx';

interface CallBarProps {
  /** When the call was; absent while it is not known. */
  when?: string;
  onCopyLink?: () => void;
  onCopyBundle?: () => void;
}

/** The way back to where one came from, and what can be taken from the page. */
export function CallBar({ when, onCopyLink, onCopyBundle }: CallBarProps) {
  const { state } = useLocation();
  const from = readCameFrom(state) ?? HOME_PATH;
  const where = copy.from[from.split(/[/?#]/)[1] ?? ''] ?? copy.history;
  return (
    <PageBar
      actions={
        <>
          <CallPlaceNav />
          {onCopyLink ? (
            <Button variant="ghost" size="sm" onClick={onCopyLink}>
              <Link2 aria-hidden="true" />
              <span className="max-desk:sr-only">{copy.copyLink}</span>
            </Button>
          ) : null}
          {onCopyBundle ? (
            <Button variant="ghost" size="sm" onClick={onCopyBundle}>
              <ClipboardCopy aria-hidden="true" />
              <span className="max-desk:sr-only">{copy.copyBundle}</span>
            </Button>
          ) : null}
        </>
      }
    >
      <Link
        to={from}
        aria-label={copy.back(where)}
        className={buttonStyle({
          variant: 'ghost',
          size: 'sm',
          iconOnly: true,
          className: '-ml-2',
        })}
      >
        <ArrowLeft aria-hidden="true" />
      </Link>
      <nav aria-label={copy.breadcrumb} className="flex min-w-0 items-center gap-2">
        <Link to={from} className="hidden text-muted hover:text-text desk:inline">
          {where}
        </Link>
        {when ? (
          <>
            <span aria-hidden="true" className="hidden text-faint desk:inline">
              /
            </span>
            <span aria-current="page" className="truncate font-medium">
              {when}
            </span>
          </>
        ) : null}
      </nav>
    </PageBar>
  );
}
