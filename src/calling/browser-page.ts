import type { PagePort, PreferencesPort, TabMemory, TabMemoryPort } from './ports.ts';
import type { TabVisibility } from './tab-leader.ts';

/** Focus, visibility, network, restored and thawed pages: moments at which what was known may be old. */
export function createPage(): PagePort {
  return {
    onWake(listener) {
      const onVisible = () => {
        if (document.visibilityState === 'visible') listener();
      };
      window.addEventListener('focus', listener);
      window.addEventListener('online', listener);
      window.addEventListener('offline', listener);
      window.addEventListener('pageshow', listener);
      document.addEventListener('visibilitychange', onVisible);
      document.addEventListener('resume', listener);
      return () => {
        window.removeEventListener('focus', listener);
        window.removeEventListener('online', listener);
        window.removeEventListener('offline', listener);
        window.removeEventListener('pageshow', listener);
        document.removeEventListener('visibilitychange', onVisible);
        document.removeEventListener('resume', listener);
      };
    },
    onHide(listener) {
      window.addEventListener('pagehide', listener);
      // Chromium's Page Lifecycle: the last moment before a tab is put to sleep.
      document.addEventListener('freeze', listener);
      return () => {
        window.removeEventListener('pagehide', listener);
        document.removeEventListener('freeze', listener);
      };
    },
    focus: () => window.focus(),
  };
}

const MEMORY_KEY = 'switchboard-call';

/** Whether somebody sees this tab. */
export function createVisibility(page: Document): TabVisibility {
  return {
    isVisible: () => page.visibilityState === 'visible',
    onChange(listener) {
      page.addEventListener('visibilitychange', listener);
      return () => page.removeEventListener('visibilitychange', listener);
    },
  };
}

/** Whose leg the softphone will bring back, after a reload or in the next tab. */
export function createCallMemory(storage: Storage): TabMemoryPort {
  return {
    read() {
      try {
        const memory = JSON.parse(storage.getItem(MEMORY_KEY) ?? 'null') as TabMemory | null;
        return memory && Array.isArray(memory.calls) ? memory : null;
      } catch {
        return null;
      }
    },
    write(memory) {
      if (memory) storage.setItem(MEMORY_KEY, JSON.stringify(memory));
      else storage.removeItem(MEMORY_KEY);
    },
  };
}

/** What a member chose on this browser. */
export function createPreferences(local: Storage): PreferencesPort {
  const key = (memberId: string) => `switchboard-call-from:${memberId}`;
  return {
    fromNumberId: (memberId) => local.getItem(key(memberId)),
    setFromNumberId: (memberId, numberId) => local.setItem(key(memberId), numberId),
  };
}

/** What the team calls this browser, such as "Chrome on Windows". */
export function browserLabel(userAgent: string): string {
  const browser = /Edg\//.test(userAgent)
    ? 'Edge'
    : (/(Firefox|Chrome|Safari)\//.exec(userAgent)?.[1] ?? 'Browser');
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|CrOS|Linux)/.exec(userAgent)?.[1];
  return system ? `${browser} on ${system.replace(' OS X', '')}` : browser;
}
