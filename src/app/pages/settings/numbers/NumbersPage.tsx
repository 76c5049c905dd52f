import { Button } from '@/components/ui/Button.tsx';
import { useMembership } from '@/data/membership.queries.ts';
import { useNumberSetup } from '@/data/number-setup.queries.ts';
import { usePhoneNumbers } from '@/data/phone-numbers.queries.ts';
import { useCopy } from '@/lib/language.ts';
import { frameCopy } from '../frame-copy.ts';
import { HealthSummaryCard } from '../health/HealthSummaryCard.tsx';
import { SectionPage } from '../SectionPage.tsx';
import { ManagedNumbers } from './ManagedNumbers.tsx';
import { numbersCopy } from './numbers-copy.ts';
import { NumbersSection } from './NumbersSection.tsx';
import { TelnyxSection } from './TelnyxSection.tsx';
import { problemWords } from './wizard/problem-words.ts';

/** Settings, Numbers and set-up. */
export function NumbersPage() {
  const { data: membership } = useMembership();
  const canChange = membership?.role === 'owner' || membership?.role === 'admin';
  const setup = useNumberSetup({ enabled: canChange });
  if (canChange && setup.data) {
    return (
      <ManagedNumbers answer={setup.data} isLost={setup.isError}>
        <HealthCard />
      </ManagedNumbers>
    );
  }
  return (
    <ReadOnlyNumbers
      canChange={canChange}
      problem={setup.isError ? problemWords(setup.error) : null}
      onRetry={() => void setup.refetch()}
    />
  );
}

interface ReadOnlyNumbersProps {
  canChange: boolean;
  /** Why the set-up could not be read, for those who may read it. */
  problem: string | null;
  onRetry: () => void;
}

function ReadOnlyNumbers({ canChange, problem, onRetry }: ReadOnlyNumbersProps) {
  const copy = useCopy(numbersCopy);
  const frame = useCopy(frameCopy);
  const lines = usePhoneNumbers();
  return (
    <SectionPage
      title={frame.sections.communications}
      text={canChange ? copy.text : `${copy.text} ${copy.onlyAdmins}`}
      area="numbers"
      isWide
    >
      {problem ? (
        <p role="alert" className="mb-4 flex flex-wrap items-center gap-2 text-warning-text">
          {copy.failed} {problem}
          <Button size="sm" onClick={onRetry}>
            {copy.retry}
          </Button>
        </p>
      ) : null}
      <NumbersSection answer={null} canChange={canChange} />
      <TelnyxSection lines={lines.data} answer={null} />
      <HealthCard />
    </SectionPage>
  );
}

function HealthCard() {
  return (
    <div className="pb-8">
      <HealthSummaryCard />
    </div>
  );
}
