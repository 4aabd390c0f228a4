import { lastStep } from "../../base/treePath.ts";

/** The longest name: a DNS label may have 63 characters, and environments and hashes are put behind it. */
export const LONGEST_NAME = 40;

/** A name as a DNS label that begins with a letter; undefined where nothing of it is left. */
export function labelOf(name: string): string | undefined {
  const bare = name
    .replace(/^@[^/]*\//u, "")
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, "-")
    .replaceAll(/^[-0-9]*(?=[a-z])|^-+|-+$/gu, "");
  return /^[a-z]/u.test(bare) ? cut(bare, LONGEST_NAME) : undefined;
}

/**
 * A name for each application, in order, each once: its own where that is free, else with its folders before it, else
 * with a number. `wanted` is what its ecosystem calls it, `path` its folder.
 */
export function uniqueNames(
  applications: readonly { readonly name: string; readonly path: string }[],
): readonly string[] {
  const taken = new Set<string>();
  return applications.map(({ name, path }) => {
    const own = labelOf(name) ?? labelOf(lastStep(path)) ?? "app";
    const candidates = [own, ...(path === "." ? [] : [labelOf(path.replaceAll("/", "-")) ?? own])];
    let chosen = candidates.find((one) => !taken.has(one));
    for (let number = 2; chosen === undefined; number += 1) {
      const numbered = `${cut(own, LONGEST_NAME - String(number).length - 1)}-${number}`;
      if (!taken.has(numbered)) chosen = numbered;
    }
    taken.add(chosen);
    return chosen;
  });
}

function cut(label: string, most: number): string {
  return label.slice(0, most).replace(/-+$/u, "");
}
