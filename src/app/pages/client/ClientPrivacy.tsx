import { useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { useExportClient } from '@/data/client-privacy.ts';
import { useMembership } from '@/data/membership.queries.ts';
import { useCopy } from '@/lib/language.ts';
import { showToast } from '@/lib/toast-store.ts';
import { EraseClientDialog } from './EraseClientDialog.tsx';
import { privacyCopy } from './privacy-copy.ts';

export interface ClientPrivacyProps {
  client: { id: string; name: string };
}

/** What the law gives a client: their data in a file, or gone. For owners and admins. */
export function ClientPrivacy({ client }: ClientPrivacyProps) {
  const copy = useCopy(privacyCopy);
  const { data: membership } = useMembership();
  const [isErasing, setErasing] = useState(false);
  const collect = useExportClient(client.id);
  if (!membership || membership.role === 'agent') return null;

  const save = async () => {
    const result = await collect.mutateAsync();
    if (!result.ok) return showToast({ text: copy.exportFailed });
    saveFile(copy.fileName(client.name), JSON.stringify(result.value.export, null, 2));
    return showToast({ text: copy.exported });
  };

  return (
    <section aria-labelledby="privacy-title" className="mt-6 border-t border-line pt-5">
      <h2 id="privacy-title" className="text-body font-strong">
        {copy.title}
      </h2>
      <p className="mb-3 text-small text-muted">{copy.text}</p>
      <div className="flex flex-wrap gap-2">
        <Button aria-busy={collect.isPending} onClick={() => void save()}>
          {collect.isPending ? copy.exporting : copy.export}
        </Button>
        <Button variant="no" onClick={() => setErasing(true)}>
          {copy.erase}
        </Button>
      </div>
      <EraseClientDialog client={client} isOpen={isErasing} onOpenChange={setErasing} />
    </section>
  );
}

function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
