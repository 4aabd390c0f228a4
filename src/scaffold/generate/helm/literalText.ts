/** A text from outside, so that Helm writes it as it is: braces that would open an action of its own are written by one. */
export function literalText(text: string): string {
  return text.replaceAll("{{", "{{`{{`}}");
}
