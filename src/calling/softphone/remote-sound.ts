/** What plays the far ends: an element for each leg, since two that share one cut each other off. */
export interface RemoteSound {
  /** The element of a leg; it lives in the document. */
  elementOf(legId: string): HTMLAudioElement;
  /** Plays this stream for the leg, if it does not already. */
  attach(legId: string, stream: MediaStream | undefined): void;
  setSilent(legId: string, silent: boolean): void;
  /** Plays all that the browser had refused; call from a click. */
  play(): void;
  /** Which loudspeaker; null: the computer's own choice. */
  useOutput(deviceId: string | null): void;
  drop(legId: string): void;
  dropAll(): void;
}

export function createRemoteSound(onBlocked: () => void): RemoteSound {
  const elements = new Map<string, HTMLAudioElement>();
  const silenced = new Set<string>();
  let output = '';

  const start = (element: HTMLAudioElement) => {
    if (!element.srcObject) return;
    element.play().catch((error: unknown) => {
      // Browsers refuse sound on a page that nobody has clicked, as after a reload.
      if (error instanceof DOMException && error.name === 'NotAllowedError') onBlocked();
    });
  };

  const elementOf = (legId: string) => {
    const known = elements.get(legId);
    if (known) return known;
    const element = document.createElement('audio');
    element.autoplay = true;
    element.hidden = true;
    // It may have been silenced before there was anything to play.
    element.muted = silenced.has(legId);
    element.addEventListener('loadedmetadata', () => start(element));
    document.body.append(element);
    if (output) sendTo(element, output);
    elements.set(legId, element);
    return element;
  };

  const drop = (legId: string) => {
    const element = elements.get(legId);
    elements.delete(legId);
    silenced.delete(legId);
    if (!element) return;
    element.srcObject = null;
    element.remove();
  };

  return {
    elementOf,
    attach(legId, stream) {
      if (!stream) return;
      const element = elementOf(legId);
      if (element.srcObject !== stream) element.srcObject = stream;
    },
    setSilent(legId, silent) {
      if (silent) silenced.add(legId);
      else silenced.delete(legId);
      const element = elements.get(legId);
      if (element) element.muted = silent;
    },
    play() {
      for (const element of elements.values()) start(element);
    },
    useOutput(deviceId) {
      output = deviceId ?? '';
      for (const element of elements.values()) sendTo(element, output);
    },
    drop,
    dropAll() {
      for (const legId of elements.keys()) drop(legId);
    },
  };
}

/** Not every browser lets a page choose; then the sound stays where it is. */
function sendTo(element: HTMLAudioElement, deviceId: string): void {
  if ('setSinkId' in element) void element.setSinkId(deviceId).catch(() => undefined);
}
