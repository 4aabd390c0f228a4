/** Numbers in [0, 1) that a seed decides, so that a simulated world repeats itself. */
export type Random = () => number;

/** Mulberry32: small, fast, good enough for jitter and names. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The letters of Kubernetes' generated names: no vowels, nothing that looks like another. */
const NAME_LETTERS = "bcdfghjklmnpqrstvwxz2456789";

/** The random end of a generated name. */
export function nameSuffix(random: Random, length = 5): string {
  let suffix = "";
  for (let i = 0; i < length; i++) suffix += NAME_LETTERS[Math.floor(random() * NAME_LETTERS.length)];
  return suffix;
}

/** Writes a text in the letters of generated names (`rand.SafeEncodeString`). */
export function safeEncode(text: string): string {
  let encoded = "";
  for (const letter of text) encoded += NAME_LETTERS[letter.charCodeAt(0) % NAME_LETTERS.length];
  return encoded;
}
