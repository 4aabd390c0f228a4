import { textAt } from "../../../core/read/value.ts";
import type { RuntimeName, Tool } from "../../facts/application.ts";
import type { Problem } from "../../facts/detection.ts";
import type { Fact } from "../../facts/fact.ts";
import type { Folder } from "../folder.ts";
import { evidence, fact } from "../shared/evidence.ts";
import { pinnedIn, pinnedTool, versionOf } from "../shared/toolVersions.ts";
import type { PackageJson } from "./packageJson.ts";

export interface RuntimeFound {
  readonly runtime: Fact<Tool<RuntimeName>>;
  readonly problems: readonly Problem[];
}

/**
 * The Node or Bun that a package runs on, with its version where the workspace pins one: version files first, then
 * volta, then `engines`. `manifests` are its own package.json and those above it.
 */
export async function runtimeOf(
  folder: Folder,
  manifests: readonly PackageJson[],
  name: "node" | "bun",
): Promise<RuntimeFound> {
  const pins = [...(await pinned(folder, name)), ...manifests.flatMap((one) => inManifest(one, name))];
  const [first] = pins;
  const [own] = manifests;
  if (first === undefined) {
    const at = evidence(own?.file ?? "package.json", 1, `runs on ${name} and pins no version`);
    return { runtime: fact({ name }, "certain", at), problems: [] };
  }
  const majors = new Set(pins.filter((one) => one.confidence === "certain").map((one) => major(one.value)));
  const runtime = { ...first, value: { name, version: first.value } };
  return { runtime, problems: majors.size < 2 ? [] : [disagree(folder.path, name, first, pins)] };
}

async function pinned(folder: Folder, name: "node" | "bun"): Promise<readonly Fact<string>[]> {
  const found =
    name === "node"
      ? [
          await pinnedIn(folder, ".nvmrc"),
          await pinnedIn(folder, ".node-version"),
          await pinnedTool(folder, "nodejs", "node"),
        ]
      : [await pinnedIn(folder, ".bun-version"), await pinnedTool(folder, "bun")];
  return found.filter((one) => one !== undefined);
}

function inManifest(manifest: PackageJson, name: "node" | "bun"): readonly Fact<string>[] {
  const volta = versionOf(textAt(manifest.value, "volta", name) ?? "");
  const range = textAt(manifest.value, "engines", name);
  // Bun is manager and runtime in one program.
  const manager =
    name === "bun" ? /^bun@(\d+(?:\.\d+){0,2})/u.exec(textAt(manifest.value, "packageManager") ?? "") : null;
  const engine = engineVersion(range);
  return [
    ...(volta === undefined
      ? []
      : [fact(volta, "certain", evidence(manifest.file, manifest.line("volta", name), `pins ${name} ${volta}`))]),
    ...(manager?.[1] === undefined
      ? []
      : [
          fact(
            manager[1],
            "certain",
            evidence(manifest.file, manifest.line("packageManager"), `pins bun ${manager[1]}`),
          ),
        ]),
    ...(engine === undefined
      ? []
      : [
          fact(
            engine,
            isExact(range) ? "certain" : "likely",
            evidence(manifest.file, manifest.line("engines", name), `asks for ${name} ${range}`),
          ),
        ]),
  ];
}

/** The highest version that a range names as one that is allowed: `^20 || ^22` is 22, `>=24 <25` is 24. */
export function engineVersion(range: string | undefined): string | undefined {
  const versions = (range ?? "")
    .slice(0, 200)
    .split("||")
    .flatMap((one) => /(?<!<=?\s*[\d.]*)\d+(?:\.\d+){0,2}/u.exec(one)?.[0] ?? []);
  return versions.toSorted((a, b) => Number(a.split(".")[0]) - Number(b.split(".")[0])).at(-1);
}

function isExact(range: string | undefined): boolean {
  return range !== undefined && /^\s*[v=]?\d+(?:\.\d+){0,2}(?:\.x)?\s*$/u.test(range);
}

function major(version: string): string {
  return version.split(".")[0] ?? version;
}

function disagree(path: string, name: string, first: Fact<string>, pins: readonly Fact<string>[]): Problem {
  const versions = [...new Set(pins.filter((one) => one.confidence === "certain").map((one) => one.value))].join(
    " and ",
  );
  return {
    reason: "VersionsDisagree",
    path,
    message: `The versions ${versions} of ${name} are both pinned; ${first.value} is taken. Keep one file that pins the version.`,
    evidence: pins.flatMap((one) => one.evidence),
  };
}
