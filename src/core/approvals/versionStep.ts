import { parseImage } from "../rollout/image.ts";

/** How an image's version moves: within its major version, to a higher one, to a lower version, or nobody can tell. */
export type VersionStep = "same" | "within-major" | "major" | "down" | "unknown";

const VERSION = /^v?(?<major>\d+)(?:\.(?<minor>\d+))?(?:\.(?<patch>\d+))?(?<pre>-[0-9A-Za-z.-]+)?$/u;

interface Version {
  readonly numbers: readonly [major: number, minor: number, patch: number];
  readonly preRelease: boolean;
}

/**
 * Compares the tags of two images as semantic versions. Below 1.0.0 a minor version counts as a major one, as semver.org
 * has it. Another repository, a digest alone, or a tag that is no version: `unknown`.
 */
export function versionStep(from: string, to: string): VersionStep {
  if (from === to && from !== "") return "same";
  const [before, after] = [parseImage(from), parseImage(to)];
  if (before === undefined || after === undefined) return "unknown";
  if (before.repository !== after.repository || before.registry !== after.registry) return "unknown";
  const [a, b] = [versionIn(before.tag), versionIn(after.tag)];
  if (a === undefined || b === undefined) return "unknown";
  if (isLower(b, a)) return "down";
  return sameMajor(a, b) ? "within-major" : "major";
}

function versionIn(tag: string | undefined): Version | undefined {
  const { major, minor = "0", patch = "0", pre } = VERSION.exec(tag ?? "")?.groups ?? {};
  if (major === undefined) return undefined;
  return { numbers: [Number(major), Number(minor), Number(patch)], preRelease: pre !== undefined };
}

function isLower(one: Version, other: Version): boolean {
  const at = one.numbers.findIndex((number, index) => number !== other.numbers[index]);
  if (at < 0) return one.preRelease && !other.preRelease;
  return (one.numbers[at] ?? 0) < (other.numbers[at] ?? 0);
}

function sameMajor({ numbers: [a, minorA] }: Version, { numbers: [b, minorB] }: Version): boolean {
  return a === b && (a > 0 || minorA === minorB);
}
