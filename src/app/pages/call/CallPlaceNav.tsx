import { ChevronDown, ChevronUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useLocation, useParams } from 'react-router';
import { buttonStyle } from '@/components/ui/Button.tsx';
import { callPath } from '@/lib/call-path.ts';
import { placeInWalk } from '@/lib/call-walk.ts';
import { callPlaceCopy as copy } from './call-place-copy.ts';

/** "4 of 212", and the calls before and after this one in the list that it was opened from. */
export function CallPlaceNav() {
  const { callId = '' } = useParams();
  const { state } = useLocation();
  const found = placeInWalk(state, callId);
  if (!found) return null;
  const { place, count, hasMore, previousId, nextId } = found;
  return (
    <nav aria-label={copy.label} className="flex items-center gap-1">
      <span className="sr-only text-small whitespace-nowrap text-muted tabular-nums desk:not-sr-only desk:mr-1">
        {(hasMore ? copy.ofMore : copy.of)(place, count)}
      </span>
      <Step to={previousId} state={state} label={copy.previous}>
        <ChevronUp aria-hidden="true" />
      </Step>
      <Step to={nextId} state={state} label={copy.next}>
        <ChevronDown aria-hidden="true" />
      </Step>
    </nav>
  );
}

interface StepProps {
  to: string | null;
  state: unknown;
  label: string;
  children: ReactNode;
}

/** At the end of the list it keeps its place, so that nothing moves under the pointer. */
function Step({ to, state, label, children }: StepProps) {
  const style = buttonStyle({ variant: 'ghost', size: 'sm', iconOnly: true });
  if (to === null) {
    return (
      <span role="link" aria-disabled="true" aria-label={label} className={`${style} opacity-40`}>
        {children}
      </span>
    );
  }
  return (
    // Takes the page's place in the browser's history: Back leads to the list.
    <Link
      to={callPath(to)}
      state={state}
      replace
      aria-label={label}
      title={label}
      className={style}
    >
      {children}
    </Link>
  );
}
