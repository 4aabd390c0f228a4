/** Values put into `{0}`, `{1}`… of a text. */
export type TextValue = string | number;

type Translate = (text: string, ...values: TextValue[]) => string;

let translate: Translate = (text, ...values) =>
  text.replaceAll(/\{(\d+)\}/gu, (hole, index) => String(values[Number(index)] ?? hole));

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
