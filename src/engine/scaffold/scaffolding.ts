import type { FileInGit } from "../../core/ports/fileInGit.ts";
import type { Catalogue } from "../../scaffold/catalogue/catalogue.ts";
import { ageWarnings, type CatalogueWarning } from "../../scaffold/catalogue/ageWarnings.ts";
import type { Refreshed } from "../../scaffold/catalogue/refresh.ts";
import type { Detection } from "../../scaffold/facts/detection.ts";
import { type BlockNow, blocksIn } from "../../scaffold/merge/blocksIn.ts";
import { basePath } from "../../scaffold/merge/basePath.ts";
import { readBase } from "../../scaffold/merge/mergeBase.ts";
import { unifiedDiff } from "../../scaffold/merge/unifiedDiff.ts";
import { DOTENV } from "../../scaffold/ports/hostPorts.ts";
import { planScaffold } from "./planScaffold.ts";
import { type Outside, refreshCatalogue } from "./refreshCatalogue.ts";
import { writeScaffold } from "./scaffoldChanges.ts";
import type { ScaffoldParts } from "./scaffoldParts.ts";
import type { Decisions, ScaffoldPlan, ScaffoldRequest, WrittenFile } from "./scaffoldPlan.ts";
import { type ScaffoldPorts, scaffoldPorts, writeDotenv } from "./scaffoldPorts.ts";
import { detectSources } from "./sourceTree.ts";
import { workspaceCatalogue } from "./workspaceCatalogue.ts";

/** Scaffolding in one workspace folder, for the editor and the command line. */
export interface Scaffolding {
  /** What the folder holds. Rejects where it cannot be listed. */
  detect(signal?: AbortSignal): Promise<Detection>;
  /** What would be written. Writes nothing. Faults: see `planScaffold`. */
  plan(request: ScaffoldRequest, signal?: AbortSignal): Promise<ScaffoldPlan>;
  /** Writes what is decided: all of it or nothing. */
  write(plan: ScaffoldPlan, decisions: Decisions): Promise<readonly WrittenFile[]>;
  /** The ports that an environment takes on this machine. Writes nothing. Fault: `UnknownEnvironment`. */
  ports(environment?: string, signal?: AbortSignal): Promise<ScaffoldPorts>;
  /** Writes them into the workspace's own `.env`. */
  writeDotenv(ports: ScaffoldPorts): Promise<void>;
  /** What git makes of that file. */
  dotenvInGit(): ReturnType<FileInGit>;
  /** A unified diff; empty where both are the same. */
  readonly diff: (path: string, before: string | undefined, after: string) => string;
  /** The generated blocks of a file as it is being edited, with their rules; none where it was not generated. */
  blocks(path: string, text: string): Promise<readonly BlockNow[]>;
  /** The versions that files are written with, and what is to be said about their age. */
  catalogue(): Promise<{ readonly catalogue: Catalogue; readonly warnings: readonly CatalogueWarning[] }>;
  /** Asks the outside for digests and commits and writes the workspace's own entries. `mirrors` by registry. */
  refresh(mirrors: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<Refreshed>;
}

/** What scaffolding needs besides the folder. */
export interface ScaffoldingParts extends ScaffoldParts {
  readonly outside: (mirrors: Readonly<Record<string, string>>) => Outside;
}

/** Joins finding, generating, merging and writing in one folder. */
export function scaffoldingWith(parts: ScaffoldingParts): Scaffolding {
  const { files } = parts;
  return {
    detect: (signal) => detectSources(parts, signal),
    plan: (request, signal) => planScaffold(parts, request, signal),
    write: (plan, decisions) => writeScaffold(files, plan, decisions),
    ports: (environment, signal) => scaffoldPorts(parts, environment, signal),
    writeDotenv: (ports) => writeDotenv(parts, ports),
    dotenvInGit: () => parts.inGit(DOTENV),
    diff: unifiedDiff,
    async blocks(path, text) {
      const standing = (await files.look([basePath(path)])).get(basePath(path));
      const base = standing?.state === "text" ? readBase(standing.text) : undefined;
      return base === undefined ? [] : blocksIn(text, base);
    },
    async catalogue() {
      const { catalogue } = await workspaceCatalogue(await parts.catalogue(), files);
      return { catalogue, warnings: ageWarnings(catalogue, parts.today()) };
    },
    refresh: async (mirrors, signal) =>
      refreshCatalogue(await parts.catalogue(), files, parts.outside(mirrors), parts.today(), signal),
  };
}
