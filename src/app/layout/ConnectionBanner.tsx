import { WifiOff } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { appCopy } from '../copy.ts';

function onNetworkChange(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

/** Says so when the machine has no network. */
export function ConnectionBanner() {
  const isOnline = useSyncExternalStore(onNetworkChange, () => navigator.onLine);
  return (
    <div role="status">
      {isOnline ? null : (
        <p className="flex items-center gap-2 bg-warning-soft px-4 py-2 text-small font-medium text-warning-text desk:px-6">
          <WifiOff className="size-3.5" aria-hidden="true" />
          {appCopy.offline}
        </p>
      )}
    </div>
  );
}
