import { InvalidArgumentError } from "commander";
import type { Decisions } from "../engine/scaffold/scaffoldPlan.ts";
import { type Kind, KINDS } from "../scaffold/generate/kind.ts";
import type { Choice, FileState } from "../scaffold/merge/mergedFile.ts";
import type { OutputOptions } from "./report.ts";

/** What `--take` and `--keep` may name, and the state of a file that each is about. */
const UNDECIDED = { existing: "exists", conflicts: "conflict", removed: "removed" } as const;
type Undecided = keyof typeof UNDECIDED;

export interface ScaffoldOptions extends OutputOptions {
  readonly kind: readonly Kind[];
  readonly application?: readonly string[];
  readonly imageRepository?: string;
  readonly take?: readonly Undecided[];
  readonly keep?: readonly Undecided[];
  readonly markers?: boolean;
  readonly leave?: readonly string[];
  readonly dryRun?: boolean;
  readonly diff?: boolean;
  readonly yes?: boolean;
}

/** Reads `--kind`, which may be given several times. */
export function kindsIn(value: string, before: readonly Kind[] = []): readonly Kind[] {
  return [...new Set([...before, ...wordsIn(value, KINDS)])];
}

/** Reads `--take` and `--keep`. */
export function undecidedIn(value: string, before: readonly Undecided[] = []): readonly Undecided[] {
  return [...new Set([...before, ...wordsIn(value, Object.keys(UNDECIDED) as Undecided[])])];
}

/** Reads `--keep`: what a person deleted is kept deleted anyway. */
export function keptIn(value: string, before: readonly Undecided[] = []): readonly Undecided[] {
  return [...new Set([...before, ...wordsIn(value, ["existing", "conflicts"] as const)])];
}

function wordsIn<Word extends string>(value: string, known: readonly Word[]): readonly Word[] {
  return value.split(",").map((given) => {
    const word = known.find((one) => one === given.trim());
    if (word === undefined)
      throw new InvalidArgumentError(`There is no "${given.trim()}"; there are ${known.join(", ")}.`);
    return word;
  });
}

/** Names of images as registries take them: no tag, no digest. */
const REPOSITORY = /^[a-z0-9.-]+(?::\d{1,5})?(?:\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)+$/u;

/** Reads `--image-repository`. */
export function repositoryIn(value: string): string {
  if (REPOSITORY.test(value) && value.length <= 200) return value;
  throw new InvalidArgumentError("Write a registry and a repository in lower case, such as ghcr.io/acme/shop.");
}

/** What the options decide about each file. */
export function decisionsOf({ take = [], keep = [], markers, leave = [] }: ScaffoldOptions): Decisions {
  const named = new Set(leave.map((path) => path.replace(/^\.\//u, "")));
  return { choice: ({ state }) => choiceFor(state, take, keep, markers), leave: ({ path }) => named.has(path) };
}

function choiceFor(
  state: FileState,
  take: readonly Undecided[],
  keep: readonly Undecided[],
  markers: boolean | undefined,
): Choice {
  if (take.some((one) => UNDECIDED[one] === state)) return "generated";
  if (keep.some((one) => UNDECIDED[one] === state)) return "mine";
  return state === "conflict" && markers === true ? "markers" : "leave";
}
