import { ArrowLeft, X } from 'lucide-react';
import { type RefObject, useEffect, useId, useRef } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { cn } from '@/lib/cn.ts';
import { useCopy } from '@/lib/language.ts';
import { displayNumber } from '@core/e164.ts';
import { ChooseWay } from './ChooseWay.tsx';
import { ConfirmStage } from './ConfirmStage.tsx';
import { OwnStage } from './OwnStage.tsx';
import { ReadyStage } from './ReadyStage.tsx';
import { SearchStage } from './SearchStage.tsx';
import { SetupProgress } from './SetupProgress.tsx';
import { type StepCopy, stepCopy } from './step-copy.ts';
import type { Wizard } from './use-wizard.ts';
import { type WizardCopy, wizardCopy } from './wizard-copy.ts';
import { EMPTY_DRAFT, type WizardView } from './wizard-draft.ts';

export interface NumberWizardProps {
  wizard: Wizard;
  /** The business has no number yet. */
  isFirst: boolean;
  /** The server cannot be reached at the moment. */
  isLost: boolean;
}

/** From no number to one that rings: one step at a time, each to be left and come back to. */
export function NumberWizard({ wizard, isFirst, isLost }: NumberWizardProps) {
  const copy = useCopy(wizardCopy);
  const { codes } = useCopy(stepCopy);
  const titleId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const { view } = wizard;
  useFocusOnNewView(heading, view.kind);
  if (view.kind === 'closed') return null;
  const isFirstQuestion = view.kind === 'choose';
  const canClose = !isFirst && ['choose', 'search', 'confirm', 'own'].includes(view.kind);
  return (
    <section
      aria-labelledby={titleId}
      className="mb-6 grid gap-4 rounded-card bg-surface p-4 shadow-(--elev-press) inset-ring inset-ring-line-strong desk:p-5"
    >
      <header className={cn('flex gap-2', isFirstQuestion ? 'items-start' : 'items-center')}>
        {view.kind === 'search' || view.kind === 'own' || view.kind === 'confirm' ? (
          <Button
            variant="ghost"
            size="sm"
            iconOnly
            aria-label={copy.back}
            onClick={() => wizard.change({ stage: view.kind === 'confirm' ? 'search' : 'choose' })}
            className="-ml-1"
          >
            <ArrowLeft aria-hidden="true" />
          </Button>
        ) : null}
        <div className="min-w-0 flex-1">
          <h3 ref={heading} id={titleId} tabIndex={-1} className="text-md outline-none">
            {titleOf(view, copy, isFirst)}
          </h3>
          {isFirstQuestion ? (
            <p className="text-muted">{isFirst ? copy.firstText : copy.choose.title}</p>
          ) : null}
        </div>
        {canClose ? (
          <Button
            variant="ghost"
            size="sm"
            iconOnly
            aria-label={copy.close}
            onClick={wizard.close}
            className="-mr-1"
          >
            <X aria-hidden="true" />
          </Button>
        ) : null}
      </header>
      <p role="status" className="sr-only">
        {saidOf(view, copy, codes)}
      </p>
      <Stage wizard={wizard} isLost={isLost} />
    </section>
  );
}

function Stage({ wizard, isLost }: { wizard: Wizard; isLost: boolean }) {
  const { view } = wizard;
  switch (view.kind) {
    case 'closed':
      return null;
    case 'choose':
      return <ChooseWay onChoose={(stage) => wizard.change({ stage })} />;
    case 'search':
      return <SearchStage wizard={wizard} />;
    case 'own':
      return <OwnStage wizard={wizard} />;
    case 'confirm':
      return <ConfirmStage wizard={wizard} offer={view.offer} />;
    case 'progress': {
      const { setup } = view;
      const chooseAnother = () =>
        wizard.change({ ...EMPTY_DRAFT, stage: 'choose', label: setup.label, insteadOf: setup.id });
      return <SetupProgress setup={setup} isLost={isLost} onAnother={chooseAnother} />;
    }
    case 'ready':
      return <ReadyStage number={view.number} onDone={wizard.close} />;
  }
}

function titleOf(view: WizardView, copy: WizardCopy, isFirst: boolean): string {
  switch (view.kind) {
    case 'closed':
    case 'choose':
      return isFirst ? copy.firstTitle : copy.title;
    case 'search':
      return copy.search.title;
    case 'own':
      return copy.own.title;
    case 'confirm':
      return copy.confirm.title(displayNumber(view.offer.phone_number));
    case 'progress': {
      const { state } = view.setup;
      const words = state === 'failed' || state === 'waiting' ? copy.progress[state] : null;
      return (words ?? copy.progress.running)(displayNumber(view.setup.phone_number));
    }
    case 'ready':
      return copy.ready.title(displayNumber(view.number.phone_number));
  }
}

/** What is told aloud: only what came about by itself. The rest is read where the focus goes. */
function saidOf(view: WizardView, copy: WizardCopy, codes: StepCopy['codes']): string {
  const title = titleOf(view, copy, false);
  if (view.kind === 'ready') return title;
  if (view.kind !== 'progress' || view.setup.state === 'running') return '';
  const code = view.setup.steps.find(({ state }) => state === 'failed')?.code;
  return code ? `${title}. ${codes[code]}` : title;
}

/**
 * The focus goes with whoever walks through the steps. Where a step changes by itself, it stays with
 * somebody who is at work elsewhere on the page.
 */
function useFocusOnNewView(heading: RefObject<HTMLHeadingElement | null>, kind: string): void {
  const before = useRef(kind);
  useEffect(() => {
    if (before.current === kind) return;
    before.current = kind;
    const focused = document.activeElement;
    const isFree = focused === null || focused === document.body;
    const isOpened = !heading.current?.closest('section')?.contains(focused);
    if (kind === 'ready' || kind === 'progress' ? isFree : isFree || isOpened) {
      heading.current?.focus();
    }
  }, [heading, kind]);
}
