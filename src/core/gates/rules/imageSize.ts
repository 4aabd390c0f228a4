import { list } from "../../run/words.ts";
import { type Finding, failed, inconclusive, passed } from "../finding.ts";

/** What a registry said of an image's size. */
export interface ImageSizeFact {
  readonly image: string;
  /** For each platform what a node pulls: bytes of all layers, packed. */
  readonly answer: { readonly platforms: Readonly<Record<string, number>> } | { readonly problem: string };
}

/** As Docker counts them. */
const MEGABYTE = 1e6;

/**
 * Whether every image stays below a size, on its largest platform. `megabytes` is the bound itself, which is still good.
 * What the registry keeps is packed; unpacked on a node it is larger. Source: safety-handbook.md:1278.
 */
export function judgeImageSize(megabytes: number, facts: readonly ImageSizeFact[]): Finding {
  if (facts.length === 0) return inconclusive("NoImages", "The run names no image that could be asked for.");
  const problems = facts.flatMap(({ answer }) => ("problem" in answer ? [answer.problem] : []));
  const sizes = facts.flatMap(({ image, answer }) =>
    "platforms" in answer
      ? Object.entries(answer.platforms).map(([platform, bytes]) => ({ image, platform, bytes }))
      : [],
  );
  const [largest] = sizes.toSorted((a, b) => b.bytes - a.bytes);
  if (largest === undefined) return inconclusive("NoAnswer", problems.join(" ") || "The registry names no layers.");
  const measure = { value: rounded(largest.bytes), bound: megabytes, good: "at-most", unit: "MB" } as const;
  const large = sizes.filter(({ bytes }) => bytes > megabytes * MEGABYTE);
  if (large.length > 0) {
    const told = list(
      large.slice(0, 5).map(({ image, platform, bytes }) => `${image} (${platform}) ${rounded(bytes)} MB`),
    );
    const what = "Build in several stages and take into the last one only what runs.";
    return { ...failed("TooLarge", `A node pulls ${told}; ${megabytes} MB are allowed. ${what}`), measure };
  }
  if (problems.length > 0) return inconclusive("NoAnswer", problems.join(" "));
  const message = `The largest image, ${largest.image} (${largest.platform}), is pulled as ${rounded(largest.bytes)} MB of packed layers; ${megabytes} MB are allowed.`;
  return { ...passed("SmallEnough", message), measure };
}

/** Up, so that what is above the bound never looks as if it was not. */
function rounded(bytes: number): number {
  return Math.ceil((bytes / MEGABYTE) * 10) / 10;
}
