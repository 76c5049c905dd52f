import type { SoftphoneEvent, SoftphonePort } from '../ports.ts';

/** A telephone for tests: it registers at once and remembers what it was told to do. */
export interface FakeSoftphone extends SoftphonePort {
  emit(event: SoftphoneEvent): void;
  readonly deviceId: string | null;
  readonly answered: readonly string[];
  readonly hungUp: readonly string[];
  readonly digits: string;
  isMuted(legId: string): boolean;
  /** It neither sends nor plays anything. */
  isSilent(legId: string): boolean;
  /** What `check` finds. */
  isReached: boolean;
}

export function createFakeSoftphone({ registers = true } = {}): FakeSoftphone {
  const listeners = new Set<(event: SoftphoneEvent) => void>();
  const answered: string[] = [];
  const hungUp: string[] = [];
  const muted = new Set<string>();
  const silenced = new Set<string>();
  let deviceId: string | null = null;
  let digits = '';
  const emit = (event: SoftphoneEvent) => {
    for (const listener of listeners) listener(event);
  };
  return {
    isReached: true,
    check() {
      return Promise.resolve(this.isReached);
    },
    emit,
    answered,
    hungUp,
    get deviceId() {
      return deviceId;
    },
    get digits() {
      return digits;
    },
    isMuted: (legId) => muted.has(legId),
    isSilent: (legId) => silenced.has(legId),
    connect(id) {
      deviceId = id;
      emit({ type: 'registering' });
      if (registers) emit({ type: 'ready' });
      return Promise.resolve();
    },
    disconnect() {
      deviceId = null;
      return Promise.resolve();
    },
    abandon() {
      deviceId = null;
      return Promise.resolve();
    },
    traffic: () => Promise.resolve(null),
    reconnect() {},
    useMicrophone() {},
    refreshMicrophone() {},
    useSpeaker() {},
    wake() {},
    measureNetwork: () => Promise.resolve({ verdict: 'good', jitterMs: 4 }),
    answer(legId) {
      answered.push(legId);
      emit({ type: 'leg_active', legId, callId: null, recovered: false });
    },
    hangUp(legId) {
      hungUp.push(legId);
      emit({ type: 'leg_ended', legId });
    },
    setMuted(legId, isMuted) {
      if (isMuted) muted.add(legId);
      else muted.delete(legId);
    },
    setSilent(legId, isSilent) {
      if (isSilent) silenced.add(legId);
      else silenced.delete(legId);
    },
    sendDigit(_legId, digit) {
      digits += digit;
    },
    enableSound() {},
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
