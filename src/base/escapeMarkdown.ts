const SPECIAL = /[\\`*_{}[\]()#+\-.!|<>~&$:@]/gu;

/**
 * A text from outside as plain words in Markdown: no link, image, icon, HTML or emphasis can come of it. Line ends
 * become blanks.
 */
export function escapeMarkdown(text: string): string {
  return text.replaceAll(/\s*[\r\n\u2028\u2029]+\s*/gu, " ").replaceAll(SPECIAL, String.raw`\$&`);
}
