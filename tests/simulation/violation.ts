/** A rule of architecture.md was broken. */
export class Violation extends Error {
  override name = 'Violation';
}
