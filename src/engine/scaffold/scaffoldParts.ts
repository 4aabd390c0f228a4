import type { FileInGit } from "../../core/ports/fileInGit.ts";
import type { FileTree } from "../../core/ports/fileTree.ts";
import type { FileWriter } from "../../core/ports/fileWriter.ts";
import type { ReadGitOrigin } from "../../core/ports/gitOrigin.ts";
import type { ListeningPorts } from "../../core/ports/listeningPorts.ts";
import type { Catalogue } from "../../scaffold/catalogue/catalogue.ts";

/** What scaffolding works with in one workspace folder. */
export interface ScaffoldParts {
  /** The last name of the folder's path. */
  readonly folderName: string;
  readonly tree: FileTree;
  readonly files: FileWriter;
  readonly origin: ReadGitOrigin;
  readonly inGit: FileInGit;
  readonly listening: ListeningPorts;
  /** The templates that the extension brings, by name. */
  readonly templates: () => Promise<ReadonlyMap<string, string>>;
  /** The catalogue that the extension brings. */
  readonly catalogue: () => Promise<Catalogue>;
  /** The day, such as `2026-11-21`, in UTC. */
  readonly today: () => string;
  /** The version of Tidegate. */
  readonly version: string;
}
