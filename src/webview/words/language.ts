import { signal } from "@preact/signals";
import { filled, type TextValue } from "../../base/filled.ts";
import { knownLocale } from "../../base/locale.ts";

/** What the panel's own words are said in. */
interface Language {
  /** Of dates; the browser's own where the host has named none. */
  readonly locale: string | undefined;
  readonly numbers: Intl.NumberFormat;
  /** By their English text; a text that is not among them is said in English. */
  readonly texts: ReadonlyMap<string, string>;
}

/** A signal, so that whatever has been said is said anew once the texts arrive. */
const language = signal<Language>(languageOf(undefined, {}));

/** Takes over what the host says: the editor's language, and the texts translated into it. */
export function speak(locale: string, texts: Readonly<Record<string, string>>): void {
  language.value = languageOf(knownLocale(locale), texts);
}

function languageOf(locale: string | undefined, texts: Readonly<Record<string, string>>): Language {
  return { locale, numbers: new Intl.NumberFormat(locale), texts: new Map(Object.entries(texts)) };
}

/**
 * The text in the person's language, with values in the places of `{0}`, `{1}`…; numbers as that language writes them.
 * The text is written out where this is called: translators get the list that is read from the source.
 */
export function t(text: string, ...values: readonly TextValue[]): string {
  const translated = language.value.texts.get(text) ?? text;
  if (values.length === 0) return translated;
  return filled(
    translated,
    values.map((value) => (typeof value === "number" ? numberText(value) : value)),
  );
}

/** A number as the person's language writes it. */
export function numberText(value: number, options?: Intl.NumberFormatOptions): string {
  const { locale, numbers } = language.value;
  return (options === undefined ? numbers : new Intl.NumberFormat(locale, options)).format(value);
}

/** An instant as the person's language writes it, by the clock of 24 hours as in the editor's rows. Milliseconds since the epoch. */
export function dateText(at: number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language.value.locale, { hourCycle: "h23", ...options }).format(at);
}
