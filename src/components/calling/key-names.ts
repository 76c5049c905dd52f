/** A key as it is printed on this machine's keyboard. */
export function keyName(key: string): string {
  return key === 'Ctrl' && /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : key;
}
