-- Owners and admins say whether agents see that somebody listens to their calls.
grant update (supervision_visible) on public.organizations to authenticated;
