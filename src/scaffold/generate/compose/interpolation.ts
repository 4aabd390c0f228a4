/** A text that compose takes as it is: `$` begins a variable otherwise. */
export function literal(text: string): string {
  return text.replaceAll("$", "$$$$");
}

/** A variable that must be set, with the sentence that compose says otherwise. */
export function required(name: string): string {
  return `\${${name}:?Set ${name} in .env}`;
}

/** A variable with what stands for it otherwise; undefined where compose could not read that. */
export function withDefault(name: string, value: string): string | undefined {
  return /^[\w./:@+,=-]*$/u.test(value) ? `\${${name}:-${value}}` : undefined;
}
