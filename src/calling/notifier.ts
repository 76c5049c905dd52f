import type { NotifierPort } from './ports.ts';

/** Desktop notifications, only while this page is not in front of the person. */
export function createNotifier(): NotifierPort {
  const isSupported = () => typeof Notification !== 'undefined';
  return {
    permission: () => (isSupported() ? Notification.permission : 'unsupported'),
    async request() {
      if (isSupported()) await Notification.requestPermission();
    },
    show({ tag, title, body, onClick }) {
      const isInFront = document.visibilityState === 'visible' && document.hasFocus();
      if (!isSupported() || Notification.permission !== 'granted' || isInFront) return () => {};
      try {
        const notification = new Notification(title, { tag, body, requireInteraction: true });
        notification.addEventListener('click', () => {
          onClick();
          notification.close();
        });
        return () => notification.close();
      } catch {
        // Chrome on Android allows them only from a service worker; the popup and the ring remain.
        return () => {};
      }
    },
  };
}
