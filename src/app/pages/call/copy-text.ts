import { showToast } from '@/lib/toast-store.ts';
import { callPageCopy as copy } from './call-page-copy.ts';

/** Puts a text on the clipboard and says so, or that it could not. */
export async function copyText(text: string, said: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showToast({ text: said });
  } catch {
    showToast({ text: copy.notCopied });
  }
}
