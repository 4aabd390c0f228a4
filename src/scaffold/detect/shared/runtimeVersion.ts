import type { Problem } from "../../facts/detection.ts";
import type { Fact } from "../../facts/fact.ts";

/** What files say about the version of a runtime. */
export interface AskedVersions {
  /** The runtime as people write it, such as `Python`. */
  readonly title: string;
  /** Exact versions that files pin, the one that counts first. */
  readonly pins: readonly (Fact<string> | undefined)[];
  /** The lowest version that a manifest takes. */
  readonly least?: Fact<string> | undefined;
}

/**
 * The version that a workspace asks for: the first pin, else the lowest that will do. A problem where pins name
 * different versions, or one is lower than the lowest. `path` is the application's folder.
 */
export function versionAmong(
  asked: AskedVersions,
  path: string,
): { version?: Fact<string>; problems: readonly Problem[] } {
  const pins = asked.pins.filter((pin) => pin !== undefined);
  const [pin] = pins;
  const version = pin ?? asked.least;
  if (version === undefined) return { problems: [] };
  const other = pins.find((one) => !agree(one.value, version.value));
  if (other !== undefined)
    return { version, problems: [disagree(asked.title, version, other, path, "pinned as both")] };
  const { least } = asked;
  if (pin === undefined || least === undefined || compareVersions(pin.value, least.value) >= 0)
    return { version, problems: [] };
  return { version, problems: [disagree(asked.title, pin, least, path, "asked for as")] };
}

/** Negative where `a` is the lower version. A part that only one of them names does not count. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function agree(a: string, b: string): boolean {
  return compareVersions(a, b) === 0;
}

function partsOf(version: string): readonly number[] {
  return version
    .split(".")
    .map((part) => Number.parseInt(part, 10))
    .filter((part) => Number.isFinite(part));
}

function disagree(title: string, taken: Fact<string>, other: Fact<string>, path: string, how: string): Problem {
  return {
    reason: "VersionsDisagree",
    path,
    message: `${title} is ${how} ${taken.value} and ${other.value}; ${taken.value} is taken. Make the files agree, so that everyone runs the same version.`,
    evidence: [...taken.evidence, ...other.evidence],
  };
}
