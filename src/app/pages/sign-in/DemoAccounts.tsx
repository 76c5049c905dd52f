import { Button } from '@/components/ui/Button.tsx';
import { useCopy } from '@/lib/language.ts';
import { signInCopy } from './copy.ts';
import { demoAccounts } from './demo-accounts.ts';

/** Who can sign in to the demo data, one click each. */
export function DemoAccounts({ onPick }: { onPick: (email: string) => void }) {
  const { demo } = useCopy(signInCopy);
  return (
    <section aria-labelledby="demo-title" className="border-t border-line pt-4">
      <h2 id="demo-title" className="text-small font-medium text-muted">
        {demo.title}
      </h2>
      <p className="text-small text-faint">{demo.text}</p>
      <div className="mt-2 flex flex-wrap gap-x-2 gap-y-3">
        {demoAccounts.map(({ name, role, business, email }) => (
          <Button
            key={email}
            size="sm"
            aria-label={demo.use(`${name}, ${demo.roles[role]}, ${business}`)}
            title={`${email}, ${demo.roles[role]}, ${business}`}
            onClick={() => onPick(email)}
          >
            {name}
          </Button>
        ))}
      </div>
    </section>
  );
}
