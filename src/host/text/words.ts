/** Parts of a description, parted as everywhere in Tidegate; empty parts are left out. */
export function dotted(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join(" · ");
}

/** Parts of a screen-reader label, as one sentence. */
export function spoken(...parts: readonly (string | undefined)[]): string {
  const said = parts.filter((part) => part !== undefined && part !== "");
  return `${said.map((part) => part?.replace(/[.\s]+$/u, "")).join(", ")}.`;
}

/** Cut to `length` characters with an ellipsis; control characters become blanks, so that a row stays one row. */
export function oneLine(text: string, length = 120): string {
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ").trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}

/** A person's name without the address that git keeps beside it. */
export function nameOnly(person: string): string {
  const name = person.replace(/\s*<[^<>]*>\s*$/u, "");
  return oneLine(name === "" ? person : name, 60);
}
