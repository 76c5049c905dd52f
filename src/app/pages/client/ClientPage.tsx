import { ArrowLeft, TriangleAlert, UserRoundX } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, Navigate, useParams } from 'react-router';
import { SearchButton } from '@/app/palette/SearchButton.tsx';
import { Button, buttonStyle } from '@/components/ui/Button.tsx';
import { EmptyState } from '@/components/ui/EmptyState.tsx';
import { PageBar } from '@/components/ui/PageBar.tsx';
import { type Client, useClient } from '@/data/client.queries.ts';
import { useMembership } from '@/data/membership.queries.ts';
import { PageLoading } from '../../layout/PageLoading.tsx';
import { usePageTitle } from '../../layout/use-page-title.ts';
import { ClientDetails } from './ClientDetails.tsx';
import { ClientHeader } from './ClientHeader.tsx';
import { ClientNumbers } from './ClientNumbers.tsx';
import { ClientPrivacy } from './ClientPrivacy.tsx';
import { ClientTimeline } from './ClientTimeline.tsx';
import { clientCopy as copy } from './copy.ts';
import { DuplicateNotice } from './DuplicateNotice.tsx';
import { NextVisit } from './NextVisit.tsx';
import { OpenTasks } from './OpenTasks.tsx';

/** One client: who it is, what happened, what comes next. */
export function ClientPage() {
  const { clientId = '' } = useParams();
  const client = useClient(clientId);
  usePageTitle(client.data?.name, copy.clients);
  return (
    <>
      <Bar name={client.data?.name} />
      <Content client={client} />
    </>
  );
}

function Content({ client }: { client: ReturnType<typeof useClient> }): ReactNode {
  if (client.data?.mergedInto)
    return <Navigate to={`/clients/${client.data.mergedInto}`} replace />;
  if (client.data) return <ClientView key={client.data.id} client={client.data} />;
  if (client.isPending) return <PageLoading />;
  const { notFound, failed } = copy;
  if (client.isError) {
    return (
      <EmptyState
        className="pt-[16vh]"
        icon={<TriangleAlert />}
        text={failed.text}
        action={<Button onClick={() => void client.refetch()}>{failed.retry}</Button>}
      />
    );
  }
  return (
    <div className="pt-[16vh]">
      <h1 className="sr-only">{notFound.title}</h1>
      <EmptyState
        icon={<UserRoundX />}
        title={notFound.title}
        text={notFound.text}
        action={
          <Link to="/clients" className={buttonStyle({ variant: 'primary' })}>
            {notFound.back}
          </Link>
        }
      />
    </div>
  );
}

function ClientView({ client }: { client: Client }) {
  const { data: membership } = useMembership();
  if (!membership) return null;
  return (
    <>
      <ClientHeader client={client} />
      <DuplicateNotice client={client} />
      <div className="grid max-w-328 grid-cols-[minmax(0,1fr)] border-t border-line px-4 pb-16 desk:px-6 min-[1001px]:grid-cols-[minmax(0,1fr)_21rem] min-[1001px]:grid-rows-[auto_1fr] min-[1001px]:gap-x-10">
        <div>
          <NextVisit clientId={client.id} membership={membership} />
          <OpenTasks clientId={client.id} memberId={membership.memberId} />
        </div>
        <div className="min-w-0 min-[1001px]:col-start-1 min-[1001px]:row-span-2 min-[1001px]:row-start-1">
          <ClientTimeline client={client} membership={membership} />
        </div>
        <div className="pb-(--dock-h,4rem) max-[1000px]:pt-6">
          <ClientNumbers client={client} />
          <ClientDetails client={client} />
          <ClientPrivacy client={client} />
        </div>
      </div>
    </>
  );
}

function Bar({ name }: { name: string | undefined }) {
  return (
    <PageBar>
      <Link
        to="/clients"
        aria-label={copy.back}
        className={buttonStyle({
          variant: 'ghost',
          size: 'sm',
          iconOnly: true,
          className: '-ml-2 desk:hidden',
        })}
      >
        <ArrowLeft aria-hidden="true" />
      </Link>
      <nav aria-label={copy.breadcrumb} className="hidden min-w-0 items-center gap-2 desk:flex">
        <Link to="/clients" className="text-muted hover:text-text">
          {copy.clients}
        </Link>
        {name ? (
          <>
            <span aria-hidden="true" className="text-faint">
              /
            </span>
            <span aria-current="page" className="truncate font-medium">
              {name}
            </span>
          </>
        ) : null}
      </nav>
      <span className="ml-auto">
        <SearchButton />
      </span>
    </PageBar>
  );
}
