/**
 * The language as `Intl` takes it; undefined, which is the machine's own, where it is none. An editor may be started
 * with any word for a language, and dates must be shown all the same.
 */
export function knownLocale(language: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(language)[0];
  } catch {
    return undefined;
  }
}
