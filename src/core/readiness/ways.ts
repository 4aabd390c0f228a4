import type { EvidencePlace } from "../evidence/evidence.ts";
import type { ProgramCall } from "../gates/terms.ts";
import type { Surroundings } from "./connections.ts";
import type { LockFacts } from "./judgeInstall.ts";
import type { OutputTerms } from "./judgeOutput.ts";

/**
 * How an application is installed, built and started: as `tidegate.yaml` says, else as the workspace shows. What is
 * absent is known from neither. Folders are absolute, in the clean copy.
 */
export interface Ways {
  /** The application's own folder. */
  readonly folder: string;
  readonly install?: Steps;
  readonly buildDevelopment?: Steps;
  readonly build?: Steps;
  readonly start?: Steps;
  /** Starts it for work on it, and the port that it then always takes. */
  readonly startDevelopment?: Steps;
  readonly developmentPort?: number;
  /** Services that its code was seen to use. */
  readonly services: Surroundings["services"];
  /** The port that it always takes; absent where it takes the one that `portVariable` says. */
  readonly port?: number;
  readonly portVariable: string;
  /** The path that answers 2xx once it is up. */
  readonly health?: string;
  readonly output?: OutputTerms;
  /** Variables that must be set, and where they are asked for. */
  readonly variables: readonly RequiredVariable[];
  /** Other variables that the code reads: a value is handed on, and none is no harm. */
  readonly optional: readonly string[];
  readonly locks: LockFacts;
  /** Absolute path of the lock file. */
  readonly lockPath?: string;
  /** Where programs are found before those of the machine. */
  readonly programFolders: readonly string[];
  /** Why the workspace shows nothing, as a sentence, where that is so. */
  readonly unknown?: string;
}

/** Programs that are run one after another in a folder. */
export interface Steps {
  readonly calls: readonly ProgramCall[];
  readonly folder: string;
  /** Set besides what all programs get, such as `NODE_ENV`. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface RequiredVariable {
  readonly name: string;
  readonly places: readonly EvidencePlace[];
}
