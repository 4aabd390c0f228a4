import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileTreeAt } from "../../src/adapters/git/fileTree.ts";
import { runCommand } from "../../src/adapters/process/command.ts";
import { detect } from "../../src/scaffold/detect/detect.ts";
import type { Application } from "../../src/scaffold/facts/application.ts";
import { root } from "../bootstrap.mjs";
import { askAlizer, NOTHING_OF_ALIZER } from "./alizer.ts";
import { type Answers, type ExpectedApplication, type FactName, FACTS, type Mark, marksOf } from "./answers.ts";
import type { Baselines } from "./install.ts";
import { askRailpack } from "./railpack.ts";

/** The detectors of the table. */
export const TOOLS = ["Tidegate", "Alizer", "Railpack"] as const;
export type ToolName = (typeof TOOLS)[number];

/** One application of a sample workspace with every detector's marks. */
export interface Compared {
  readonly workspace: string;
  readonly path: string;
  readonly marks: Readonly<Record<ToolName, Readonly<Record<FactName, Mark>>>>;
}

/** How many facts a detector got right, of those it has an answer to. */
export interface Score {
  readonly right: number;
  readonly asked: number;
}

const FIXTURES = join(root, "test", "fixtures");

/** The folders of the sample workspaces whose facts are written down, by name. */
export async function sampleWorkspaces(): Promise<ReadonlyMap<string, string>> {
  const files = (await readdir(join(FIXTURES, "facts"))).filter((name) => name.endsWith(".json")).toSorted();
  const names = files.map((name) => name.replace(/\.json$/u, ""));
  return new Map(names.map((name) => [name, join(FIXTURES, "workspaces", name)]));
}

/** Asks every detector about every sample workspace and marks the answers. */
export async function compareDetectors(baselines: Baselines): Promise<readonly Compared[]> {
  const all: Compared[] = [];
  for (const [workspace, folder] of await sampleWorkspaces()) {
    const facts = await readFile(join(FIXTURES, "facts", `${workspace}.json`), "utf8");
    const expected = (JSON.parse(facts) as { applications: readonly ExpectedApplication[] }).applications;
    const ours = await detect(fileTreeAt(folder, runCommand));
    const alizer = await askAlizer(baselines.alizer, folder);
    for (const one of expected) {
      const runtime = one.runtime.split(" ")[0] ?? "";
      const places = [...new Set([folder, join(folder, one.path)])];
      const railpack = together(await Promise.all(places.map((at) => askRailpack(baselines.railpack, at, runtime))));
      const own = ours.applications.find(({ path, name }) => path === one.path && name === nameOf(one, name));
      const marks = {
        Tidegate: marksOf(one, ownAnswers(own)),
        Alizer: marksOf(one, alizer.get(one.path) ?? NOTHING_OF_ALIZER),
        Railpack: marksOf(one, railpack),
      };
      all.push({ workspace, path: one.path, marks });
    }
  }
  return all;
}

/** What is said of a member where it lies and at the root above it: either may be right. */
function together(all: readonly Answers[]): Answers {
  const facts = FACTS.flatMap((name) => {
    const given = all.flatMap((one) => one[name] ?? []);
    return all.some((one) => one[name] !== undefined) ? [[name, given]] : [];
  });
  return Object.fromEntries(facts) as Answers;
}

/** Several applications may lie in one folder: then their names tell them apart. */
function nameOf(expected: ExpectedApplication & { readonly name?: string }, otherwise: string): string {
  return expected.name ?? otherwise;
}

function ownAnswers(application: Application | undefined): Answers {
  return {
    "application found": application === undefined ? [] : ["found"],
    language: text(application?.language.value),
    framework: text(application?.framework?.value),
    "package manager": text(application?.packageManager?.value.name),
    "runtime version": text(application?.runtime.value.version),
    port: text(application?.port?.value.number),
    "build command": text(application?.buildCommand?.value),
    "start command": text(application?.startCommand?.value.join(" ")),
  };
}

/** A detector's score for one fact, or for all. */
export function scoreOf(compared: readonly Compared[], tool: ToolName, fact?: FactName): Score {
  const marks = compared.flatMap((one) => (fact === undefined ? FACTS : [fact]).map((name) => one.marks[tool][name]));
  return {
    right: marks.filter((mark) => mark === "right").length,
    asked: marks.filter((mark) => mark !== undefined).length,
  };
}

function text(value: string | number | undefined): readonly string[] {
  return value === undefined ? [] : [String(value)];
}
