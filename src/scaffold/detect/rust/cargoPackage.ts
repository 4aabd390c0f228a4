import { parentOf, wayUp } from "../../../base/treePath.ts";
import type { Problem } from "../../facts/detection.ts";
import type { Fact } from "../../facts/fact.ts";
import type { Folder } from "../folder.ts";
import { evidence, fact, lineOf } from "../shared/evidence.ts";
import { versionAmong } from "../shared/runtimeVersion.ts";
import { fromRoot } from "../shared/sources.ts";
import { pinnedTool, versionOf } from "../shared/toolVersions.ts";
import { type CargoManifest, readCargoManifest } from "./cargoManifest.ts";

/** A package with what all of its programs have in common. */
export interface CargoPackage {
  readonly name: string;
  readonly manifest: CargoManifest;
  /** Cargo.toml from the root of the tree. */
  readonly file: string;
  /** The workspace's folder, where Cargo.lock stands, else the package's own. */
  readonly root: string;
  readonly locked: boolean;
  /** Whether it takes the OpenSSL of the system; one that brings its source has it within. */
  readonly openssl: boolean;
  readonly version?: Fact<string>;
  readonly problems: readonly Problem[];
}

/** Reads a package's Cargo.toml and what belongs to it; undefined where the folder holds none. */
export async function readCargoPackage(folder: Folder): Promise<CargoPackage | undefined> {
  const text = await folder.read("Cargo.toml");
  if (text === undefined) return undefined;
  const workspace = await workspaceOf(folder, text);
  const manifest = readCargoManifest(text, workspace.text, wayUp(folder.path, workspace.root));
  if (manifest?.name === undefined) return undefined;
  const file = fromRoot(folder, "Cargo.toml");
  const lockFile = fromRoot({ path: workspace.root }, "Cargo.lock");
  const lock = await folder.root.read(lockFile);
  const asked = await versionOfPackage(folder, manifest, file);
  return {
    name: manifest.name,
    manifest,
    file,
    root: workspace.root,
    locked: lock !== undefined,
    openssl: /^name = "openssl-sys"/mu.test(lock ?? "") && !/^name = "openssl-src"/mu.test(lock ?? ""),
    ...(asked.version && { version: asked.version }),
    problems: [...asked.problems, ...lockProblems(folder.path, file, manifest, lockFile, lock)],
  };
}

/** The nearest manifest at or above the folder that holds a workspace; one without it is the package's own. */
async function workspaceOf(folder: Folder, own: string): Promise<{ root: string; text: string }> {
  if (/^[ \t]*\[workspace\b/mu.test(own)) return { root: folder.path, text: own };
  for (let path = folder.path; path !== ".";) {
    path = parentOf(path);
    const text = await folder.root.read(fromRoot({ path }, "Cargo.toml"));
    if (text !== undefined && /^[ \t]*\[workspace\b/mu.test(text)) return { root: path, text };
  }
  return { root: folder.path, text: own };
}

async function versionOfPackage(
  folder: Folder,
  { rustVersion }: CargoManifest,
  file: string,
): Promise<{ version?: Fact<string>; problems: readonly Problem[] }> {
  const least =
    rustVersion &&
    fact(
      versionOf(rustVersion.value) ?? rustVersion.value,
      "certain",
      evidence(file, rustVersion.line, `asks for Rust ${rustVersion.value}`),
    );
  return versionAmong(
    { title: "Rust", pins: [await toolchainOf(folder), await pinnedTool(folder, "rust")], least },
    folder.path,
  );
}

/** Channels such as `stable` pin no version. */
async function toolchainOf(folder: Folder): Promise<Fact<string> | undefined> {
  const near = folder.nearest("rust-toolchain.toml", "rust-toolchain");
  const text = await near?.read();
  if (near === undefined || text === undefined) return undefined;
  const written =
    /^[ \t]*channel[ \t]*=[ \t]*["']([^"'\n]+)["']/mu.exec(text)?.[1] ??
    /^[ \t]*(\d[\w.]{0,20})[ \t]*$/mu.exec(text)?.[1] ??
    "";
  const version = /^\d+\.\d+(?:\.\d+)?/u.exec(written)?.[0];
  return version === undefined
    ? undefined
    : fact(version, "certain", evidence(near.path, lineOf(text, version), `pins Rust ${version}`));
}

function lockProblems(
  path: string,
  file: string,
  { crates }: CargoManifest,
  lockFile: string,
  lock: string | undefined,
): readonly Problem[] {
  const [first] = crates;
  if (first === undefined) return [];
  if (lock === undefined) {
    const message = `${lockFile} is not there, so every build may take other versions. Run \`cargo generate-lockfile\` and commit it.`;
    return [
      { reason: "LockFileMissing", path, message, evidence: [evidence(file, first.line, `asks for ${first.name}`)] },
    ];
  }
  const known = new Set(lock.split("\n").flatMap((line) => /^name = "([^"]+)"/u.exec(line)?.[1] ?? []));
  const lost = known.size === 0 ? undefined : crates.find(({ name }) => !known.has(name));
  if (lost === undefined) return [];
  const message = `${lockFile} does not know ${lost.name}, which ${file} asks for, so a locked build stops. Run \`cargo update --workspace\` and commit it.`;
  return [
    { reason: "LockFileDoesNotMatch", path, message, evidence: [evidence(file, lost.line, `asks for ${lost.name}`)] },
  ];
}
