const BEGINS_WITH_VOWEL = /^[aeiou]/i;

/** Whether a word before this name loses its last vowel: "Ana", "Élise"; not "Maria" or "416 555-0123". */
function elides(name: string): boolean {
  return BEGINS_WITH_VOWEL.test(name.normalize('NFD'));
}

/** "de Maria", "d’Ana". */
export function de(name: string): string {
  return elides(name) ? `d’${name}` : `de ${name}`;
}

/** "que Maria", "qu’Ana". */
export function que(name: string): string {
  return elides(name) ? `qu’${name}` : `que ${name}`;
}
