import type { LiveCallsListener } from '@/calling/ports.ts';
import { qualityChangeSchema } from '@core/contracts/quality-card.ts';
import { onChannelTopic, readOrganizationTopic } from './channel-epoch.ts';
import { announceClientChanged } from './client-changed.ts';
import { keepJoined } from './keep-joined.ts';
import { announceLimitsChanged } from './limits-changed.ts';
import { announceMembershipChanged } from './membership-changed.ts';
import { parseCallCard } from './parse-call-card.ts';
import type { Supabase } from './supabase-client.ts';
import { announceTasksChanged } from './tasks-changed.ts';
import { announceTeamChanged } from './team-changed.ts';

/** What else the channels tell, beside the calls themselves. */
export interface ChannelListener extends LiveCallsListener {
  /** @param payload of `transcript_changed`, as it came */
  onTranscriptChanged(payload: unknown): void;
  /** A visit was booked, moved or cancelled. */
  onAppointmentsChanged(): void;
}

/**
 * Joins `org:<organization>:<epoch>` and `member:<member>` and keeps both. The organisation's channel
 * moves to another epoch when somebody loses access: everybody else follows at once, told by the last
 * message on the old one or, should that be lost, by the membership that is read now and then.
 *
 * @returns leaves both channels
 */
export function subscribeToCalls(
  supabase: Supabase,
  scope: { organizationId: string; memberId: string },
  listener: ChannelListener,
): () => void {
  const joined = { organization: false, member: false };
  let wasJoined = false;
  const report = (which: keyof typeof joined, isJoined: boolean) => {
    joined[which] = isJoined;
    const allJoined = joined.organization && joined.member;
    if (allJoined || wasJoined) listener.onJoined(allJoined);
    wasJoined = allJoined;
  };
  const onMessage = {
    call_changed: (payload: unknown) => {
      const card = parseCallCard(payload);
      if (card) listener.onCard(card);
    },
    quality_changed: (payload: unknown) => {
      const change = qualityChangeSchema.safeParse(payload);
      if (change.success) listener.onQuality(change.data);
    },
    transcript_changed: (payload: unknown) => listener.onTranscriptChanged(payload),
    appointments_changed: () => listener.onAppointmentsChanged(),
    client_changed: announceClientChanged,
    limits_changed: announceLimitsChanged,
    team_changed: announceTeamChanged,
    tasks_changed: announceTasksChanged,
    channel_moved: () => {
      organization.moveNow();
      announceMembershipChanged();
    },
  };
  const organization = keepJoined(supabase, {
    topic: () => readOrganizationTopic(supabase, scope.organizationId),
    onMessage,
    onJoined: (isJoined) => {
      report('organization', isJoined);
      if (isJoined) readAgain(listener);
    },
    onRefused: announceMembershipChanged,
  });
  const member = keepJoined(supabase, {
    topic: () => Promise.resolve(`member:${scope.memberId}`),
    onMessage,
    onJoined: (isJoined) => report('member', isJoined),
    onRefused: announceMembershipChanged,
  });
  const stopFollowing = onChannelTopic((topic) => organization.moveTo(topic));
  return () => {
    stopFollowing();
    organization.leave();
    member.leave();
  };
}

/** What changed before the channel was joined, or while it was away, nobody told of [I7]. */
function readAgain(listener: ChannelListener): void {
  listener.onAppointmentsChanged();
  announceClientChanged();
  announceLimitsChanged();
  announceTasksChanged();
  announceTeamChanged();
}
