import { relativePath } from "../../../base/treePath.ts";
import type { CommandLine } from "../../facts/application.ts";
import type { Fact } from "../../facts/fact.ts";
import { mapAt, textAt } from "../../../core/read/value.ts";
import { evidence, fact } from "../shared/evidence.ts";
import { readJson } from "../shared/json.ts";
import { compilerOutput, isBuilt, sourceOfEntry, usualEntry } from "./entryFile.ts";
import type { PackageSubject } from "./packageSubject.ts";
import { scriptCommand } from "./scriptCommand.ts";

/** How a package is started in production. */
export interface Start {
  readonly command: Fact<CommandLine>;
  /** The file that is started, from the package's folder. */
  readonly file?: string;
  /** Its source, from the package's folder, where that is known. */
  readonly source?: string;
  /** What the build puts it into, from the package's folder. */
  readonly output?: string;
  readonly sets: Readonly<Record<string, string>>;
}

/** Scripts that start something, those for production first. */
const SCRIPTS = [
  "start:prod",
  "start:production",
  "start-prod",
  "prod:start",
  "serve:prod",
  "production",
  "prod",
  "start:server",
  "start",
];
/** Programs that the image brings, or that stand in the package itself. */
const BROUGHT = /^(?:node|nodejs|bun|sh|bash|npm|pnpm|yarn)$|\//u;

/** What starts a package by its scripts; undefined where no script does so in production. */
export async function startOf(subject: PackageSubject): Promise<Start | undefined> {
  const { manifest, folder } = subject;
  const name = SCRIPTS.find((one) => scriptCommand(one, manifest.scripts) !== undefined);
  const script = name === undefined ? undefined : scriptCommand(name, manifest.scripts);
  if (name === undefined || script === undefined) return undefined;
  const output = await compilerOutput(folder);
  const started = script.file === undefined ? undefined : entryOf(script.file, manifest.main);
  const source = started === undefined ? await nestSource(subject) : sourceOfEntry(folder, started, output?.outDir);
  const argv = await runnable(subject, name, script.argv, source);
  const at = evidence(manifest.file, manifest.line("scripts", name), `starts it with ${name}`);
  const made = started !== undefined && source === undefined && isBuilt(started) && !folder.has(started);
  const built = made ? started.split("/")[0] : outputOf(started ?? argv[1], source);
  return {
    command: fact(argv, "certain", at),
    ...(started !== undefined && { file: started }),
    ...(source !== undefined && { source }),
    ...(built !== undefined && { output: built }),
    sets: script.sets,
  };
}

/** What starts a package that has no script for it: the file that `main` names, or one of a usual name. */
export interface UsualStart {
  readonly source: string;
  readonly argv: CommandLine;
}

/** Undefined where there is no such file, and for a library, unless it depends on a server's framework. */
export async function usualStart(subject: PackageSubject, isServer: boolean): Promise<UsualStart | undefined> {
  const { folder, manifest } = subject;
  const value = mapAt(manifest.value);
  if ((Object.hasOwn(value, "exports") || Object.hasOwn(value, "types")) && !isServer) return undefined;
  const main = manifest.main === undefined ? undefined : sourceOfEntry(folder, manifest.main);
  const source = main ?? usualEntry(folder);
  if (source === undefined) return undefined;
  const compiled = /\.[cm]?tsx?$/u.test(source) ? await compiledFile(subject, source) : undefined;
  const program = subject.install.manager === "bun" ? "bun" : "node";
  return { source, argv: compiled === undefined ? [program, source] : ["node", compiled] };
}

/** `node .` starts what `main` names. */
function entryOf(file: string, main: string | undefined): string {
  return file === "." || file === "" ? (main ?? "index.js").replace(/^\.\//u, "") : file;
}

/** What a program is made startable with where it is one of the package's dependencies. */
async function runnable(
  subject: PackageSubject,
  script: string,
  argv: CommandLine,
  source: string | undefined,
): Promise<CommandLine> {
  const [program = "", ...rest] = argv;
  if (program === "node" && rest[0] === ".") return ["node", entryOf(".", subject.manifest.main)];
  if (/^(?:nest|ts-node|tsx)$/u.test(program)) {
    const compiled = await compiledFile(subject, source);
    if (compiled !== undefined) return ["node", compiled];
  }
  return BROUGHT.test(program) ? argv : packageProgram(subject, argv, script);
}

/** A program of a dependency: by its path where that is sure, else by the package manager. */
export function packageProgram({ folder, install }: PackageSubject, argv: CommandLine, script: string): CommandLine {
  if (install.plugAndPlay) return ["yarn", "run", ...argv];
  if (install.manager === "bun") return ["bun", "run", script];
  // Npm and yarn put the programs of a workspace's members where they see fit.
  const isSure = install.root === folder.path || install.manager === "pnpm";
  return isSure ? [`node_modules/.bin/${argv[0] ?? ""}`, ...argv.slice(1)] : [install.manager, "run", script];
}

/** The compiled file of a source, where the package has a build that makes it. */
async function compiledFile(
  { folder, manifest }: PackageSubject,
  source: string | undefined,
): Promise<string | undefined> {
  if (source === undefined || manifest.scripts["build"] === undefined) return undefined;
  const output = await compilerOutput(folder);
  if (output === undefined || output.outDir === "." || output.outDir.startsWith("..")) return undefined;
  const root = output.rootDir ?? (source.startsWith("src/") ? "src" : undefined);
  const inside = root === undefined ? source : relativePath(root, source);
  return `${output.outDir}/${inside.replace(/\.([cm]?)tsx?$/u, ".$1js")}`;
}

/** What `nest start` starts: `main` in the folder that nest-cli.json names. */
async function nestSource({ folder }: PackageSubject): Promise<string | undefined> {
  const text = await folder.read("nest-cli.json");
  const value = text === undefined ? undefined : readJson(text)?.value;
  const path = `${textAt(value, "sourceRoot") ?? "src"}/${textAt(value, "entryFile") ?? "main"}`;
  return sourceOfEntry(folder, path);
}

/** The first folder of what is started, where that is another one than its source's. */
function outputOf(file: string | undefined, source: string | undefined): string | undefined {
  const first = file?.includes("/") === true ? file.replace(/^\.\//u, "").split("/")[0] : undefined;
  return first === undefined ||
    first === "node_modules" ||
    first.startsWith("-") ||
    source?.startsWith(`${first}/`) === true ||
    source === undefined
    ? undefined
    : first;
}
