import { filled, type TextValue } from "../base/filled.ts";
import { knownLocale } from "../base/locale.ts";

type Translate = (text: string, ...values: TextValue[]) => string;

let translate: Translate = (text, ...values) => filled(text, values);
let locale: string | undefined;

/**
 * Texts for people. `t` has the shape of `vscode.l10n.t`, which the extension puts in at activation; without it the
 * English text is used, so that rows and sentences are made and tested without an editor.
 */
export const l10n = {
  t: (text: string, ...values: TextValue[]): string => translate(text, ...values),
  /** Of dates; undefined, which is the machine's own, without an editor. */
  locale: (): string | undefined => locale,
};

/** Puts the editor's translation and language in. */
export function useTranslation(editor: Translate, language: string): void {
  translate = editor;
  locale = knownLocale(language);
}
