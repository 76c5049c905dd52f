import { Link } from 'react-router';
import { buttonStyle } from '@/components/ui/Button.tsx';
import { Lamp } from '@/components/ui/Lamp.tsx';

export interface AiNoteProps {
  /** The AI has the caller before anything else happens. */
  isFirst: boolean;
  title: string;
  text: string | null;
  link: string;
}

/** What the AI does here: its switch stands on its own page, and this is the way there. */
export function AiNote({ isFirst, title, text, link }: AiNoteProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-card bg-fill px-3 py-2.5">
      <Lamp state={isFirst ? 'ai' : 'gone'} />
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-medium">{title}</p>
        {text ? <p className="text-small text-muted">{text}</p> : null}
      </div>
      <Link to="/settings/ai-dispatcher" className={buttonStyle({ size: 'sm' })}>
        {link}
      </Link>
    </div>
  );
}
