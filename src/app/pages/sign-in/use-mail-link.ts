import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { AccountProblem } from '@/data/account-problem.ts';
import { followMailLink } from '@/data/account.ts';
import { type MailLinkType, readMailLink } from '@/data/mail-link.ts';
import { useSupabase } from '@/data/supabase-context.tsx';

export type MailLinkState =
  /** This page was opened without a link. */
  | { status: 'none' }
  | { status: 'working' }
  | { status: 'signed_in'; type: MailLinkType }
  | { status: 'failed'; problem: AccountProblem };

interface FollowedLink {
  mailLink?: MailLinkState;
}

/** Follows the mailed link that this page was opened with, once, and takes it out of the address. */
export function useMailLink(): MailLinkState {
  const supabase = useSupabase();
  const navigate = useNavigate();
  const { pathname, search, hash, state } = useLocation();
  const [link] = useState(() => readMailLink({ search, hash }));
  const [isFollowed, setIsFollowed] = useState(false);
  useEffect(() => {
    if (!link) return;
    let isHere = true;
    void followMailLink(supabase, link).then((result) => {
      if (!isHere) return;
      setIsFollowed(true);
      const mailLink: MailLinkState = result.ok
        ? { status: 'signed_in', type: link.type }
        : { status: 'failed', problem: result.problem };
      // In the history's entry: it outlives a reload, and the used link does not come back.
      void navigate(pathname, { replace: true, state: { mailLink } satisfies FollowedLink });
    });
    return () => {
      isHere = false;
    };
  }, [supabase, navigate, pathname, link]);
  const known = (state as FollowedLink | null)?.mailLink;
  return known ?? (link && !isFollowed ? { status: 'working' } : { status: 'none' });
}
