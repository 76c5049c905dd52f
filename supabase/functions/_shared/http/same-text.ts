/**
 * Compares a secret without telling by its time where the first difference is.
 *
 * @param secret an empty one is like nothing: what is not configured lets nobody in
 */
export function sameText(given: string, secret: string): boolean {
  let difference = given.length ^ secret.length;
  for (let index = 0; index < secret.length; index += 1) {
    difference |= (given.charCodeAt(index) || 0) ^ secret.charCodeAt(index);
  }
  return secret.length > 0 && difference === 0;
}
