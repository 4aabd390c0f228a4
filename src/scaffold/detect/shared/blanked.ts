/** A text as blanks of the same length, its line breaks where they were: what stands behind it keeps its place. */
export function blanked(text: string): string {
  // Characters beyond the basic plane have a length of two.
  return text.replaceAll(/[^\n]/gu, (character) => " ".repeat(character.length));
}
