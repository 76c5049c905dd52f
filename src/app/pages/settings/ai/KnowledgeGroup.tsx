import { Clock, Wrench } from 'lucide-react';
import { Link } from 'react-router';
import { Chip } from '@/components/ui/Chip.tsx';
import { useKnownFacts } from '@/data/ai-dispatcher-reader.queries.ts';
import { aiCopy } from './ai-copy.ts';
import { Group } from './Group.tsx';
import { openingWords } from './opening-words.ts';
import { TextArea } from './TextArea.tsx';
import type { ProfileForm } from './use-profile-form.ts';

const { knowledge: copy } = aiCopy;
const MOST = 8_000;
const WARN_BELOW = 500;

/** What callers may be told: the owner's notes, and what comes from the other settings. */
export function KnowledgeGroup({ form }: { form: ProfileForm }) {
  const facts = useKnownFacts();
  const notes = form.profile.knowledge;
  return (
    <Group title={copy.title} text={copy.text}>
      <TextArea
        label={copy.notes}
        isLabelHidden
        rows={4}
        maxLength={MOST}
        value={notes}
        disabled={form.isReadOnly}
        hint={MOST - notes.length < WARN_BELOW ? copy.left(MOST - notes.length) : undefined}
        onChange={(event) => form.change({ knowledge: event.target.value })}
      />
      <div className="flex flex-wrap items-center gap-1.5">
        {facts.data ? (
          <>
            <Chip>
              <Wrench aria-hidden="true" />
              {copy.services(facts.data.services)}
            </Chip>
            {openingWords(facts.data.hours).map((words) => (
              <Chip key={words}>
                <Clock aria-hidden="true" />
                {words}
              </Chip>
            ))}
          </>
        ) : null}
        {form.isReadOnly ? null : (
          <Link
            to="/settings/hours-and-services"
            className="hit-area ml-auto text-small font-medium text-accent-text hover:underline"
          >
            {copy.edit}
          </Link>
        )}
      </div>
    </Group>
  );
}
