import { Search } from 'lucide-react';
import { keyName } from '@/components/calling/key-names.ts';
import { Button } from '@/components/ui/Button.tsx';
import { Kbd } from '@/components/ui/Kbd.tsx';
import { paletteCopy as copy } from './palette-copy.ts';
import { showOverlay } from './palette-store.ts';

/** Opens the palette, for who has the mouse in hand, or no keyboard. */
export function SearchButton() {
  return (
    <Button variant="ghost" onClick={() => showOverlay('palette')}>
      <Search aria-hidden="true" />
      <span className="sr-only desk:not-sr-only">{copy.open}</span>
      <span className="hidden desk:inline" aria-hidden="true">
        <Kbd>{keyName('Ctrl')} K</Kbd>
      </span>
    </Button>
  );
}
