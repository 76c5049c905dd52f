import { useQueryClient } from '@tanstack/react-query';
import { PhoneOff, TriangleAlert } from 'lucide-react';
import { useEffect } from 'react';
import { Link, useLocation, useParams } from 'react-router';
import { useCallingState, useTick } from '@/calling/use-calling.ts';
import { useCallTranscript } from '@/components/calling/use-call-transcript.ts';
import { Button, buttonStyle } from '@/components/ui/Button.tsx';
import { EmptyState } from '@/components/ui/EmptyState.tsx';
import { useCallStory } from '@/data/call-story.queries.ts';
import { clockOf, dayHeading } from '@/lib/dates.ts';
import type { CallStory } from '@core/contracts/call-story.ts';
import { HOME_PATH } from '../../layout/navigation.ts';
import { usePageTitle } from '../../layout/use-page-title.ts';
import { callPageCopy as copy } from './call-page-copy.ts';
import { callPeople } from './call-people.ts';
import { CallBar } from './CallBar.tsx';
import { CallHeader } from './CallHeader.tsx';
import { CallLoading } from './CallLoading.tsx';
import { CallView } from './CallView.tsx';
import { copyText } from './copy-text.ts';
import { supportBundle } from './support-bundle.ts';

/** One call: everything that happened in it, on one scrubber. */
export function CallPage() {
  const { callId = '' } = useParams();
  const isJoined = useCallingState((state) => state.isLive);
  const story = useCallStory(callId, { isPolled: !isJoined });
  useChanges(callId);
  if (story.data) {
    return <FoundCall key={callId} story={story.data} isStale={story.isError} />;
  }
  return (
    <>
      <CallBar />
      {story.isPending ? <CallLoading /> : null}
      {story.isError ? (
        <EmptyState
          className="pt-[16vh]"
          icon={<TriangleAlert />}
          text={copy.failed.text}
          action={<Button onClick={() => void story.refetch()}>{copy.failed.retry}</Button>}
        />
      ) : null}
      {story.isSuccess ? <NoSuchCall /> : null}
    </>
  );
}

/** Reads the call again whenever its card changes: cards are hints. */
function useChanges(callId: string): void {
  const queryClient = useQueryClient();
  const card = useCallingState((state) => state.cards[callId]);
  useEffect(() => {
    if (card) void queryClient.invalidateQueries({ queryKey: ['call-story', callId] });
  }, [queryClient, callId, card]);
}

function NoSuchCall() {
  usePageTitle(copy.notFound.title);
  return (
    <div className="pt-[16vh]">
      <h1 className="sr-only">{copy.notFound.title}</h1>
      <EmptyState
        icon={<PhoneOff />}
        title={copy.notFound.title}
        text={copy.notFound.text}
        action={
          <Link to={HOME_PATH} className={buttonStyle({ variant: 'primary' })}>
            {copy.notFound.back}
          </Link>
        }
      />
    </div>
  );
}

function FoundCall({ story, isStale }: { story: CallStory; isStale: boolean }) {
  const { call } = story;
  const nowMs = useTick() + useCallingState((state) => state.clockOffsetMs);
  const transcript = useCallTranscript(call);
  const segments = transcript.data ?? NO_SEGMENTS;
  const who = callPeople(story).outside;
  const when = `${dayHeading(call.startedAt, nowMs)}, ${clockOf(call.startedAt)}`;
  const { href } = usePageAddress();
  usePageTitle(copy.title(who), when);
  return (
    <>
      <CallBar
        when={when}
        onCopyLink={() => void copyText(href, copy.linkCopied(when))}
        onCopyBundle={() =>
          void copyText(
            supportBundle(story, segments, new Date(nowMs).toISOString()),
            copy.bundleCopied,
          )
        }
      />
      <CallHeader call={call} who={who} nowMs={nowMs} />
      {isStale ? (
        <p role="status" className="px-4 pb-2 text-warning-text desk:px-6">
          {copy.stale}
        </p>
      ) : null}
      {transcript.isPending ? (
        <CallLoading />
      ) : (
        <CallView story={story} segments={segments} nowMs={nowMs} />
      )}
    </>
  );
}

const NO_SEGMENTS: never[] = [];

function usePageAddress(): URL {
  const { pathname, search, hash } = useLocation();
  return new URL(`${pathname}${search}${hash}`, location.href);
}
