import { commonFolder, parentOf, resolved } from "../../../base/treePath.ts";
import type { Problem } from "../../facts/detection.ts";
import type { Fact } from "../../facts/fact.ts";
import type { Folder } from "../folder.ts";
import { evidence, fact } from "../shared/evidence.ts";
import { versionAmong } from "../shared/runtimeVersion.ts";
import { fromRoot } from "../shared/sources.ts";
import { pinnedIn, pinnedTool, versionOf } from "../shared/toolVersions.ts";
import { type GoMod, parseGoMod, parseGoWork } from "./goMod.ts";

/** A module with what all of its programs have in common. */
export interface GoModule {
  readonly mod: GoMod;
  /** go.mod from the root of the tree. */
  readonly file: string;
  /** The folder that images are built from: where go.work stands, or above the modules it takes from beside it. */
  readonly root: string;
  readonly version?: Fact<string>;
  readonly sums: boolean;
  readonly vendored: boolean;
  readonly problems: readonly Problem[];
}

/** Reads a module's go.mod and what belongs to it; undefined where it is none. */
export async function readGoModule(folder: Folder): Promise<GoModule | undefined> {
  const mod = parseGoMod((await folder.read("go.mod")) ?? "");
  if (mod === undefined) return undefined;
  const file = fromRoot(folder, "go.mod");
  const work = await workspaceRoot(folder);
  const root = work ?? rootOf(folder.path, mod);
  const vendored = folder.has("vendor/modules.txt");
  const sums = await folder.read("go.sum");
  const asked = await versionOfModule(folder, mod, file);
  return {
    mod,
    file,
    root,
    ...(asked.version && { version: asked.version }),
    sums: sums !== undefined,
    vendored,
    problems: [...asked.problems, ...(vendored ? [] : sumProblems(folder.path, file, mod, sums))],
  };
}

/** The folder of the go.work that uses this module; undefined where none does. */
async function workspaceRoot(folder: Folder): Promise<string | undefined> {
  const work = folder.nearest("go.work");
  const text = await work?.read();
  if (work === undefined || text === undefined) return undefined;
  const root = parentOf(work.path);
  return parseGoWork(text).some((use) => resolved(root, use.value) === folder.path) ? root : undefined;
}

/** The nearest folder that the module and all local modules it takes lie in. */
function rootOf(path: string, { localReplacements }: GoMod): string {
  const targets = localReplacements.flatMap(({ value }) => resolved(path, value) ?? []);
  return targets.reduce(commonFolder, path);
}

/** `toolchain go1.24.2` says more than `go 1.24`; pins of version managers stand beside them. */
async function versionOfModule(
  folder: Folder,
  { go, toolchain }: GoMod,
  file: string,
): Promise<{ version?: Fact<string>; problems: readonly Problem[] }> {
  const least =
    go && fact(versionOf(go.value) ?? go.value, "certain", evidence(file, go.line, `is written for Go ${go.value}`));
  const chain = toolchain && versionOf(toolchain.value);
  const taken =
    toolchain && chain !== undefined
      ? fact(chain, "certain", evidence(file, toolchain.line, `is built with Go ${chain}`))
      : undefined;
  const pins = [await pinnedIn(folder, ".go-version"), await pinnedTool(folder, "golang", "go")];
  return versionAmong({ title: "Go", pins: [taken, ...pins], least }, folder.path);
}

function sumProblems(path: string, file: string, mod: GoMod, sums: string | undefined): readonly Problem[] {
  const local = new Set(mod.localReplacements.flatMap(({ line }) => line));
  const needed = mod.requires.filter(({ rest }) => rest[0] !== undefined && rest[0] !== "v0.0.0");
  const [first] = needed;
  if (first === undefined || local.size >= needed.length) return [];
  if (sums === undefined) {
    const message =
      "go.mod asks for modules and go.sum is not there, so a build cannot tell what it gets. Run `go mod tidy` and commit go.sum.";
    return [
      { reason: "LockFileMissing", path, message, evidence: [evidence(file, first.line, `asks for ${first.value}`)] },
    ];
  }
  const lost =
    local.size > 0 ? undefined : needed.find(({ value, rest }) => !sums.includes(`${value} ${rest[0] ?? ""}`));
  if (lost === undefined) return [];
  const message = `go.sum does not know ${lost.value} ${lost.rest[0] ?? ""}, which go.mod asks for, so the build stops. Run \`go mod tidy\` and commit go.sum.`;
  return [
    { reason: "LockFileDoesNotMatch", path, message, evidence: [evidence(file, lost.line, `asks for ${lost.value}`)] },
  ];
}
