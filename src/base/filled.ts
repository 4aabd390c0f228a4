/** A value that is put into a text. */
export type TextValue = string | number;

/** The text with values in the places of `{0}`, `{1}`…, as the editor's own texts name them; a place without a value stays. */
export function filled(text: string, values: readonly TextValue[]): string {
  return text.replaceAll(/\{(\d+)\}/gu, (hole, index) => String(values[Number(index)] ?? hole));
}
