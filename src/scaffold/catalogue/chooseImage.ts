import { Fault } from "../../base/result.ts";
import type { Catalogue } from "./catalogue.ts";
import type { ImageName, ToolName } from "./catalogueNames.ts";

/** An image as a file names it, and why it is this one. */
export interface ChosenImage {
  /** `tag@digest`, or the exact tag alone where the catalogue has seen no digest. */
  readonly reference: string;
  /** Without the digest, such as `node:24.11.1-bookworm-slim`. */
  readonly tag: string;
  /** `asked`: the version asked for; `near`: another minor version of it; `default`: nothing near was seen, or nothing asked. */
  readonly reason: "asked" | "near" | "default";
  readonly pinned: boolean;
}

/**
 * The image for a name and the version that a workspace pins, such as `node` and `22.11.0`: that version or the part
 * of it that the catalogue knows, else the nearest of the same major version, a later one first, else the default.
 * Throws a `Fault` with reason `NotInCatalogue` where there is none at all.
 */
export function chooseImage(catalogue: Catalogue, name: ImageName, asked?: string): ChosenImage {
  const choices = Object.hasOwn(catalogue.choices, name) ? catalogue.choices[name] : undefined;
  const key = choices && asked !== undefined ? keyFor(Object.keys(choices), asked) : undefined;
  const tag = choices?.[key?.key ?? "default"];
  if (tag === undefined) {
    throw new Fault(
      "NotInCatalogue",
      `The catalogue names no image for ${name}. Add one to \`choices\` and \`images\` of your own catalogue.`,
    );
  }
  const digest = Object.hasOwn(catalogue.images, tag) ? catalogue.images[tag]?.digest : undefined;
  return {
    reference: digest === undefined ? tag : `${tag}@${digest}`,
    tag,
    reason: key?.reason ?? "default",
    pinned: digest !== undefined,
  };
}

/**
 * The version of a package manager to install: the one that the workspace pins in full, else the catalogue's. Throws
 * a `Fault` with reason `NotInCatalogue` where there is neither.
 */
export function chooseTool(catalogue: Catalogue, name: ToolName, asked?: string): string {
  if (asked !== undefined && /^\d{1,6}\.\d{1,6}\.\d{1,6}(?:[-.+][\w.-]{1,40})?$/u.test(asked)) return asked;
  const known = Object.hasOwn(catalogue.tools, name) ? catalogue.tools[name]?.version : undefined;
  if (known !== undefined) return known;
  throw new Fault(
    "NotInCatalogue",
    `The catalogue names no version of ${name}. Pin one in the workspace, or add it to \`tools\` of your own catalogue.`,
  );
}

interface Key {
  readonly key: string;
  readonly reason: "asked" | "near";
}

function keyFor(keys: readonly string[], asked: string): Key | undefined {
  const wanted = numbersOf(asked);
  if (wanted.length === 0) return undefined;
  const known = keys.filter((key) => numbersOf(key).length > 0);
  const within = known.filter((key) => startsWith(wanted, numbersOf(key)) || startsWith(numbersOf(key), wanted));
  const exact = within.toSorted(later).at(0);
  if (exact !== undefined) return { key: exact, reason: "asked" };
  const near = known.filter((key) => numbersOf(key)[0] === wanted[0]).toSorted(earlier);
  const key = near.find((each) => compare(numbersOf(each), wanted) > 0) ?? near.at(-1);
  return key === undefined ? undefined : { key, reason: "near" };
}

/** `22.11.0` as 22, 11, 0; nothing for what does not begin with a number. */
function numbersOf(version: string): readonly number[] {
  const leading = /^v?(\d{1,6}(?:\.\d{1,6}){0,3})/u.exec(version)?.[1];
  return leading === undefined ? [] : leading.split(".").map(Number);
}

function startsWith(long: readonly number[], short: readonly number[]): boolean {
  return short.length <= long.length && short.every((part, index) => part === long[index]);
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function earlier(a: string, b: string): number {
  return compare(numbersOf(a), numbersOf(b));
}

/** The later and the more exact first. */
function later(a: string, b: string): number {
  return earlier(b, a) || b.length - a.length;
}
