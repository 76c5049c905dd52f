export interface CallPort {
  hangUp: () => Promise<void>;
}
