const LONGEST = 60;

/**
 * An id made from words, the same for the same words: letters and digits in lower case, parted by dashes. Words without
 * any are told by their code points.
 */
export function slug(words: string): string {
  const plain = words
    .slice(0, 4 * LONGEST)
    .normalize("NFC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-|-$/gu, "");
  const id = plain === "" ? codePoints(words) : plain;
  return safeKey(id.length <= LONGEST ? id : Array.from(id).slice(0, LONGEST).join(""));
}

function codePoints(words: string): string {
  const points = Array.from(words.trimStart().slice(0, 16)).map((one) => `u${(one.codePointAt(0) ?? 0).toString(16)}`);
  return points.length === 0 ? "empty" : points.join("-");
}

const RESERVED = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Names that every JavaScript object has: as ids they would be found where nothing was ever put. */
export function isReserved(id: string): boolean {
  return RESERVED.has(id);
}

/** The name as an id that no object has by itself. */
export function safeKey(name: string): string {
  return isReserved(name) ? `${name}_` : name;
}

/** Gives each name once; a name that was given before gets the first free number behind it. */
export function distinct(): (name: string) => string {
  const counts = new Map<string, number>();
  return (name) => {
    let given = name;
    let count = counts.get(name) ?? 0;
    while (counts.has(given)) {
      count += 1;
      given = `${name}-${count + 1}`;
    }
    counts.set(name, count);
    counts.set(given, counts.get(given) ?? 0);
    return given;
  };
}
