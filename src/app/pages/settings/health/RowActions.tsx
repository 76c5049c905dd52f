import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useCalling } from '@/calling/use-calling.ts';
import { MicrophoneTest } from '@/components/calling/MicrophoneTest.tsx';
import { Button, buttonStyle } from '@/components/ui/Button.tsx';
import { useMembership } from '@/data/membership.queries.ts';
import { useCopy } from '@/lib/language.ts';
import { DeadLettersDialog } from './DeadLettersDialog.tsx';
import { healthCopy } from './health-copy.ts';
import type { HealthRow, RowAction } from './health-rows.ts';
import { useRepair } from './use-health.ts';

interface ActionProps {
  action: RowAction;
  /** Of the part. */
  name: string;
  row: HealthRow;
  onMeasure: () => void;
}

/** The buttons of a finding; what changes something at Telnyx only for owners and admins. */
export function RowActions(props: {
  row: HealthRow;
  name: string;
  onMeasure: () => void;
  isInline?: boolean;
}) {
  const { row, isInline = false } = props;
  const copy = useCopy(healthCopy);
  const isAgent = useMembership().data?.role === 'agent';
  const isReserved = (action: RowAction) => action.kind === 'fix' || action.kind === 'letters';
  const shown = row.actions.filter((action) => !isAgent || !isReserved(action));
  const isWithheld = shown.length < row.actions.length;
  if (row.actions.length === 0) return null;
  return (
    <div
      className={
        isInline ? 'flex flex-wrap items-center justify-end gap-2' : 'flex flex-wrap gap-2'
      }
    >
      {shown.map((action) => (
        <Action key={JSON.stringify(action)} {...props} action={action} />
      ))}
      {isWithheld ? <p>{copy.forAdmins}</p> : null}
    </div>
  );
}

function Action({ action, name, row, onMeasure }: ActionProps) {
  const copy = useCopy(healthCopy);
  const calling = useCalling();
  const words = copy.browserRows;
  switch (action.kind) {
    case 'fix':
      return <FixButton fix={action.fix} name={name} isMain={row.state === 'bad'} />;
    case 'portal':
      return (
        <a
          href={action.href}
          target="_blank"
          rel="noreferrer"
          className={buttonStyle({ size: 'sm', variant: 'ghost' })}
        >
          {copy.portal} <ExternalLink className="size-3.5" aria-hidden="true" />
          <span className="sr-only">{copy.portalHint}</span>
        </a>
      );
    case 'page':
      return (
        <Link to={action.to} className={buttonStyle({ size: 'sm' })}>
          {action.to.endsWith('limits') ? copy.openLimits : copy.openNumbers}
        </Link>
      );
    case 'letters':
      return <LettersButton />;
    case 'enable_calls':
      return (
        <Button size="sm" onClick={() => void calling.enableCalls()}>
          {row.id === 'microphone' ? words.allow : words.register}
        </Button>
      );
    case 'microphone_test':
      return <MicrophoneTest />;
    case 'play':
      return (
        <Button size="sm" variant="ghost" onClick={() => void calling.testRing()}>
          {words.play}
        </Button>
      );
    case 'measure':
      return (
        <Button size="sm" onClick={onMeasure}>
          {words.measure}
        </Button>
      );
    case 'notify':
      return (
        <Button size="sm" onClick={() => void calling.notifier.request()}>
          {words.allow}
        </Button>
      );
  }
}

function FixButton({
  fix,
  name,
  isMain,
}: {
  fix: Extract<RowAction, { kind: 'fix' }>['fix'];
  name: string;
  isMain: boolean;
}) {
  const copy = useCopy(healthCopy);
  const repair = useRepair();
  return (
    <Button
      size="sm"
      variant={isMain ? 'primary' : 'quiet'}
      aria-busy={repair.isPending}
      disabled={repair.isPending}
      onClick={() => repair.mutate({ fix, name })}
    >
      {repair.isPending ? copy.fixing : copy.fixes[fix]}
    </Button>
  );
}

function LettersButton() {
  const copy = useCopy(healthCopy);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setIsOpen(true)}>
        {copy.letters.open}
      </Button>
      <DeadLettersDialog isOpen={isOpen} onOpenChange={setIsOpen} />
    </>
  );
}
