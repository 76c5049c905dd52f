import { type Copies, languageNow } from './language.ts';

/** The form of a text's other version: the same names, other words. */
export type Translated<Copy> = Copy extends string
  ? string
  : Copy extends (...given: infer Given) => infer Words
    ? (...given: Given) => Translated<Words>
    : { readonly [Name in keyof Copy]: Translated<Copy[Name]> };

/**
 * Texts that are in the language of the screen whenever one is read, also through a part that was kept:
 * `const { bar } = aiCopy` at the top of a module stays right. The frame draws the page anew when the
 * language changes; what a module works out once from texts does not follow, so it must be a function.
 */
export function liveCopy<Copy extends object>(
  copies: Copies<Translated<Copy>> & { en: Copy },
): Translated<Copy> {
  return follow(copies, []) as Translated<Copy>;
}

function follow(copies: Copies<object>, path: readonly string[]): object {
  const here = (): object =>
    path.reduce(
      (part, name) => (part as Record<string, object>)[name] ?? {},
      copies[languageNow()],
    );
  const parts = new Map<string, object>();
  return new Proxy(
    {},
    {
      get(_, name) {
        const value: unknown = Reflect.get(here(), name);
        if (typeof name === 'symbol' || typeof value !== 'object' || value === null) return value;
        if (Array.isArray(value)) return value;
        const part = parts.get(name) ?? follow(copies, [...path, name]);
        parts.set(name, part);
        return part;
      },
      has: (_, name) => Reflect.has(here(), name),
      ownKeys: () => Reflect.ownKeys(here()),
      getOwnPropertyDescriptor(_, name) {
        const found = Reflect.getOwnPropertyDescriptor(here(), name);
        // The target is empty: a property of it that cannot be configured would be a lie.
        return found ? { ...found, configurable: true } : undefined;
      },
    },
  );
}
