import { execFile } from "node:child_process";
import { relative, resolve } from "node:path";
import { promisify } from "node:util";
import type { Answers } from "./answers.ts";

const run = promisify(execFile);
const MOST_OUTPUT = 256 * 1024 * 1024;

interface Component {
  readonly Path: string;
  readonly Languages: readonly {
    readonly Name: string;
    readonly Frameworks: readonly string[] | null;
    readonly Tools: readonly string[] | null;
  }[];
  readonly Ports: readonly number[] | null;
}

/** Which arguments have Alizer say all it knows of a folder. */
export function alizerArguments(folder: string): readonly string[] {
  return ["component", folder];
}

/** What Alizer says of a tree, by the folder of each component from the tree's root. */
export async function askAlizer(alizer: string, folder: string): Promise<ReadonlyMap<string, Answers>> {
  const { stdout } = await run(alizer, [...alizerArguments(folder)], { maxBuffer: MOST_OUTPUT });
  const found = (JSON.parse(stdout) as readonly Component[] | null) ?? [];
  return new Map(found.map((one) => [relative(folder, resolve(one.Path)) || ".", answersOf(one)]));
}

/** Nothing was found in a folder: it has no answer to anything it looks for everywhere. */
export const NOTHING_OF_ALIZER: Answers = { "application found": [], language: [], framework: [], port: [] };

/** Versions stand among the tools of Go and the frameworks of .NET, package managers among the tools of Java. */
function answersOf({ Languages, Ports }: Component): Answers {
  const names = Languages.map(({ Name }) => Name);
  const frameworks = Languages.flatMap((one) => one.Frameworks ?? []);
  const tools = Languages.flatMap((one) => one.Tools ?? []);
  const [main] = names;
  return {
    "application found": ["found"],
    language: names.slice(0, 1),
    framework: frameworks,
    port: (Ports ?? []).map(String),
    ...(main === "Java" && { "package manager": tools }),
    ...(main === "Go" && { "runtime version": tools }),
    ...(main === "C#" && { "runtime version": frameworks }),
  };
}
