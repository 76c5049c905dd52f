/** The element that plays the far end. It lives in the document, so that the SDK finds it. */
export function createRemoteSound(onBlocked: () => void): {
  element: HTMLAudioElement;
  play: () => void;
} {
  const element = document.createElement('audio');
  element.autoplay = true;
  element.hidden = true;
  document.body.append(element);
  const play = () => {
    if (!element.srcObject) return;
    element.play().catch((error: unknown) => {
      // Browsers refuse sound on a page that nobody has clicked, as after a reload.
      if (error instanceof DOMException && error.name === 'NotAllowedError') onBlocked();
    });
  };
  element.addEventListener('loadedmetadata', play);
  return { element, play };
}
