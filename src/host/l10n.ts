import { filled, type TextValue } from "../base/filled.ts";

type Translate = (text: string, ...values: TextValue[]) => string;

let translate: Translate = (text, ...values) => filled(text, values);

/**
 * Texts for people. `t` has the shape of `vscode.l10n.t`, which the extension puts in at activation; without it the
 * English text is used, so that rows and sentences are made and tested without an editor.
 */
export const l10n = {
  t: (text: string, ...values: TextValue[]): string => translate(text, ...values),
};

/** Puts the editor's translation in. */
export function useTranslation(editor: Translate): void {
  translate = editor;
}
