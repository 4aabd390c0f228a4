/** How many characters from the begin of a line are hashed. */
const LENGTH = 100;
const BASE = 37n;
const END = 65_535;
const LINE_FEED = 10;

/**
 * What code scanning knows a finding's line by when lines above it come and go (`primaryLocationLineHash`): for each
 * line, from the first on, the hash of the 100 characters from its begin, without spaces and tabs, and how many lines
 * had the same so far. The hash is a polynomial of base 37 in 64 bits, as GitHub's own upload action calculates it where
 * a report has none: two ways of uploading one report give one alert.
 * See https://github.com/github/codeql-action/blob/main/src/fingerprints.ts.
 */
export function lineHashes(text: string): readonly string[] {
  const { units, begins } = unitsOf(text);
  const before = new BigUint64Array(units.length + LENGTH + 1);
  for (let index = 0; index < units.length + LENGTH; index += 1) {
    before[index + 1] = (before[index] ?? 0n) * BASE + BigInt(units[index] ?? 0);
  }
  const power = BASE ** BigInt(LENGTH);
  const counts = new Map<string, number>();
  return begins.map((begin) => {
    const hash = BigInt.asUintN(64, (before[begin + LENGTH] ?? 0n) - (before[begin] ?? 0n) * power).toString(16);
    const count = (counts.get(hash) ?? 0) + 1;
    counts.set(hash, count);
    return `${hash}:${count}`;
  });
}

/** What of a text counts, every end of a line as one character, and where its lines begin in that. */
function unitsOf(text: string): { readonly units: readonly number[]; readonly begins: readonly number[] } {
  const units: number[] = [];
  const begins = [0];
  const plain = text.replaceAll(/\r\n?/gu, "\n").replaceAll(/[ \t]/gu, "");
  for (let index = 0; index < plain.length; index += 1) {
    const unit = plain.charCodeAt(index);
    units.push(unit);
    if (unit === LINE_FEED) begins.push(units.length);
  }
  units.push(END);
  return { units, begins };
}
