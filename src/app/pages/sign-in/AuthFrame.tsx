import type { ReactNode } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { setLanguage, useCopy, useLanguage } from '@/lib/language.ts';
import { BrandMark } from '../../layout/BrandMark.tsx';
import { accountCopy } from './account-copy.ts';
import { SwitchboardArt } from './SwitchboardArt.tsx';

/** A name is the same in every language. */
const PRODUCT = 'Switchboard';

/** The frame of every page that stands before the app: the brand, the page, the other language. */
export function AuthFrame({ children }: { children: ReactNode }) {
  const copy = useCopy(accountCopy);
  const other = useLanguage() === 'en' ? 'fr' : 'en';
  return (
    <main className="grid min-h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[9rem_1fr] bg-surface min-[901px]:grid-cols-[minmax(30rem,1fr)_1.15fr] min-[901px]:grid-rows-1">
      <div className="flex flex-col px-5 pt-5 pb-6 min-[901px]:px-10 min-[901px]:py-8">
        <div className="flex items-center gap-2 text-md font-strong tracking-(--tracking-tight)">
          <BrandMark className="size-6 text-lamp-busy" />
          {PRODUCT}
        </div>
        {children}
        <div>
          <Button
            variant="ghost"
            size="sm"
            lang={other}
            className="-ml-2"
            onClick={() => setLanguage(other)}
          >
            {copy.otherLanguage}
          </Button>
        </div>
      </div>
      <SwitchboardArt />
    </main>
  );
}
