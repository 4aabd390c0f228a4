import type { CommandLine } from "../../facts/application.ts";
import type { Fact } from "../../facts/fact.ts";
import type { Folder } from "../folder.ts";
import { commandLineOf } from "../shared/commandLine.ts";
import { evidence, fact } from "../shared/evidence.ts";
import { hitsIn } from "../shared/hits.ts";
import { fromRoot, type Source } from "../shared/sources.ts";
import type { DenoConfig } from "./denoConfig.ts";

/** How a Deno program is started. */
export interface Start {
  /** From the folder. */
  readonly entry: string;
  readonly command: Fact<CommandLine>;
}

const ENTRIES = ["main", "server", "index", "mod", "app", "src/main", "src/server", "src/index", "src/mod", "worker"];
const ENDINGS = [".ts", ".tsx", ".js", ".mjs", ".jsx"];

/** Files that a program may begin in, from the folder. */
export function entryFiles(folder: Folder): readonly string[] {
  return ENTRIES.flatMap((name) => ENDINGS.map((ending) => name + ending)).filter((file) => folder.has(file));
}

/** How a folder's program is started: by its task, its permissions kept, else by the file that it begins in. */
export function denoStart(folder: Folder, config: DenoConfig, sources: readonly Source[]): Start | undefined {
  return byTask(folder, config) ?? byEntry(folder, sources);
}

/** A task that watches files is for development; the one that shows the result of the build then starts it. */
function byTask(folder: Folder, { tasks, file }: DenoConfig): Start | undefined {
  for (const name of ["start", "serve", "preview", "prod", "production"]) {
    const task = tasks.get(name);
    if (task === undefined || /\s--watch(?:[=\s-]|$)|\bdev\.ts\b/u.test(task.command)) continue;
    const command = commandLineOf(task.command);
    const entry = entryOf(folder, task.command);
    if (entry === undefined || !/\bdeno\s+(?:run|serve)\b/u.test(task.command)) continue;
    return { entry, command: fact(command, "certain", evidence(file, task.line, `starts it by its task ${name}`)) };
  }
  return undefined;
}

/** The first word of a command that is a file of the folder, or is built there. */
function entryOf(folder: Folder, command: string): string | undefined {
  const words = command.split(/\s+/u).map((word) => word.replaceAll(/^["']|["']$/gu, "").replace(/^\.\//u, ""));
  return words.find((word) => /^[^-].*\.[cm]?[jt]sx?$/u.test(word) && (folder.has(word) || word.startsWith("_fresh/")));
}

function byEntry(folder: Folder, sources: readonly Source[]): Start | undefined {
  const [entry] = entryFiles(folder);
  const main = sources.find(({ path }) => path === entry);
  if (entry === undefined || main === undefined) return undefined;
  const isServed =
    hitsIn([main], /\bexport default\s*(?:\{[^}]{0,300}\bfetch\b|app\b)/gu).length > 0 &&
    hitsIn([main], /\bDeno\.serve\(/gu).length === 0;
  const permissions = ["--allow-net", "--allow-env", ...(needsFiles(sources) ? ["--allow-read"] : [])];
  const command = isServed ? ["deno", "serve", ...permissions, entry] : ["deno", "run", ...permissions, entry];
  return {
    entry,
    command: fact(command, "likely", evidence(fromRoot(folder, entry), 1, "is where the program begins")),
  };
}

function needsFiles(sources: readonly Source[]): boolean {
  return (
    hitsIn(sources, /\bDeno\.(?:read|open|stat|lstat|serveFile)\w*\(|\bserve(?:Dir|File|Static)\b|["']node:fs/gu)
      .length > 0
  );
}
