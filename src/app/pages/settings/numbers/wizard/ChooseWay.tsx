import { PhoneIncoming, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { useCopy } from '@/lib/language.ts';
import { wizardCopy } from './wizard-copy.ts';

/** The first question: a new number, or one that is there already. */
export function ChooseWay({ onChoose }: { onChoose: (stage: 'search' | 'own') => void }) {
  const copy = useCopy(wizardCopy).choose;
  return (
    <div role="group" aria-label={copy.title} className="grid gap-3 desk:grid-cols-2">
      <WayButton
        icon={<Search aria-hidden="true" />}
        title={copy.buy}
        text={copy.buyText}
        onClick={() => onChoose('search')}
      />
      <WayButton
        icon={<PhoneIncoming aria-hidden="true" />}
        title={copy.own}
        text={copy.ownText}
        onClick={() => onChoose('own')}
      />
    </div>
  );
}

interface WayButtonProps {
  icon: ReactNode;
  title: string;
  text: string;
  onClick: () => void;
}

function WayButton({ icon, title, text, onClick }: WayButtonProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="grid grid-cols-[1.25rem_minmax(0,1fr)] content-start items-start gap-x-3 gap-y-0.5 rounded-card bg-raised p-4 text-left inset-ring inset-ring-line-strong hover:bg-fill"
    >
      <span className="pt-0.5 text-accent-text">{icon}</span>
      <span className="font-strong">{title}</span>
      <span className="col-start-2 text-small text-muted">{text}</span>
    </button>
  );
}
