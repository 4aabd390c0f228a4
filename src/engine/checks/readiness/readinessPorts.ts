import type { Clock } from "../../../base/clock.ts";
import type { EvidenceFile } from "../../../core/evidence/evidence.ts";
import type { MakeCleanCopy } from "../../../core/ports/cleanCopy.ts";
import type { FileTree } from "../../../core/ports/fileTree.ts";
import type { Loopback } from "../../../core/ports/loopback.ts";
import type { Outward } from "../../../core/ports/outward.ts";
import type { MadeFiles } from "../../../core/ports/madeFiles.ts";
import type { Programs } from "../../../core/ports/program.ts";
import type { Detection } from "../../../scaffold/facts/detection.ts";

/** What it takes to really run the programs of a workspace. */
export interface ReadinessPorts {
  readonly copy: MakeCleanCopy;
  readonly programs: Programs;
  readonly loopback: Loopback;
  readonly outward: Outward;
  readonly made: MadeFiles;
  readonly clock: Clock;
  /** The environment of this process. Only what programs need is handed on. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What separates folders in `PATH`. */
  readonly pathDelimiter: string;
  /** What the folder (absolute) of a copy holds that could be deployed. */
  readonly detect: (folder: string, signal?: AbortSignal) => Promise<Detection>;
  /** The files of a copy. */
  readonly filesAt: (folder: string) => FileTree;
  /**
   * Variables of the files that a person keeps values in, for an application's folder (from the workspace folder), and
   * for a purpose: what is meant for production is nothing to work on.
   */
  readonly ownVariables: (folder: string, purpose: Purpose) => Promise<Readonly<Record<string, string>>>;
  /** Keeps what was printed. `name` is a file name without its ending. */
  readonly keep: (name: string, text: string) => Promise<EvidenceFile>;
}

/** What an application is started for. */
export type Purpose = "production" | "development";
