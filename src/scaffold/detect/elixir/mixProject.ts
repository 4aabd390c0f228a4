import { parentOf } from "../../../base/treePath.ts";
import type { Problem } from "../../facts/detection.ts";
import type { Fact } from "../../facts/fact.ts";
import type { Folder } from "../folder.ts";
import { evidence, fact } from "../shared/evidence.ts";
import { versionAmong } from "../shared/runtimeVersion.ts";
import { fromRoot } from "../shared/sources.ts";
import { pinnedTool, versionOf } from "../shared/toolVersions.ts";
import { elixirCode } from "./elixirCode.ts";
import { type MixFile, parseMixFile } from "./mixFile.ts";

/** A Mix project with what its build needs. */
export interface MixProject {
  readonly app: string;
  readonly mix: MixFile;
  /** mix.exs from the root of the tree. */
  readonly file: string;
  /** The umbrella's folder, else its own. */
  readonly root: string;
  /** What its release is called; undefined where an umbrella defines none, as it has to. */
  readonly release?: string;
  readonly isInUmbrella: boolean;
  readonly locked: boolean;
  readonly version?: Fact<string>;
  readonly problems: readonly Problem[];
}

/** Reads a folder's mix.exs and what belongs to it; undefined for an umbrella's own, and where it names no application. */
export async function readMixProject(folder: Folder): Promise<MixProject | undefined> {
  const mix = parseMixFile(elixirCode((await folder.read("mix.exs")) ?? ""));
  const app = mix.app?.value;
  if (app === undefined || mix.appsPath !== undefined) return undefined;
  const file = fromRoot(folder, "mix.exs");
  const umbrella = await umbrellaOf(folder);
  const root = umbrella?.root ?? folder.path;
  const lock = await folder.root.read(fromRoot({ path: root }, "mix.lock"));
  const least =
    mix.elixir &&
    fact(
      versionOf(mix.elixir.value) ?? mix.elixir.value,
      "likely",
      evidence(file, mix.elixir.line, `asks for Elixir ${mix.elixir.value}`),
    );
  const asked = versionAmong({ title: "Elixir", pins: [await pinnedTool(folder, "elixir")], least }, folder.path);
  const release = umbrella === undefined ? (mix.releases[0]?.value ?? app) : releaseFor(app, umbrella.mix);
  return {
    app,
    mix,
    file,
    root,
    ...(release !== undefined && { release }),
    isInUmbrella: umbrella !== undefined,
    locked: lock !== undefined,
    ...(asked.version && { version: asked.version }),
    problems: [...asked.problems, ...lockProblems(folder.path, file, mix, root, lock)],
  };
}

interface Umbrella {
  readonly root: string;
  readonly mix: MixFile;
}

/** An umbrella two folders above, whose `apps_path` this one lies in. */
async function umbrellaOf(folder: Folder): Promise<Umbrella | undefined> {
  if (folder.path === ".") return undefined;
  const apps = parentOf(folder.path);
  const root = parentOf(apps);
  if (apps === ".") return undefined;
  const text = await folder.root.read(fromRoot({ path: root }, "mix.exs"));
  const mix = parseMixFile(elixirCode(text ?? ""));
  return mix.appsPath !== undefined && fromRoot({ path: root }, mix.appsPath.value) === apps
    ? { root, mix }
    : undefined;
}

/** The umbrella's release of the same name, else its only one. */
function releaseFor(app: string, { releases }: MixFile): string | undefined {
  return (releases.find(({ value }) => value === app) ?? (releases.length === 1 ? releases[0] : undefined))?.value;
}

function lockProblems(
  path: string,
  file: string,
  { dependencies }: MixFile,
  root: string,
  lock: string | undefined,
): readonly Problem[] {
  const fetched = dependencies.filter((one) => !one.inUmbrella && one.path === undefined);
  const [first] = fetched;
  if (first === undefined) return [];
  const lockFile = fromRoot({ path: root }, "mix.lock");
  if (lock === undefined) {
    const message = `${lockFile} is not there, so every build may take other versions. Run \`mix deps.get\` and commit it.`;
    return [
      { reason: "LockFileMissing", path, message, evidence: [evidence(file, first.line, `asks for ${first.name}`)] },
    ];
  }
  const known = new Set(lock.split("\n").flatMap((line) => /^\s*"([a-z_]\w*)":/u.exec(line)?.[1] ?? []));
  const lost = known.size === 0 ? undefined : fetched.find(({ name }) => !known.has(name));
  if (lost === undefined) return [];
  const message = `${lockFile} does not know ${lost.name}, which ${file} asks for, so a build that checks it stops. Run \`mix deps.get\` and commit it.`;
  return [
    { reason: "LockFileDoesNotMatch", path, message, evidence: [evidence(file, lost.line, `asks for ${lost.name}`)] },
  ];
}
