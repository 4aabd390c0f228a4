import type { Uri } from "vscode";
import type { Scaffolding } from "../../../engine/scaffold/scaffolding.ts";
import type { Detection } from "../../../scaffold/facts/detection.ts";
import type { Kind } from "../../../scaffold/generate/kind.ts";
import type { Settings } from "../../../scaffold/generate/settings.ts";

/** What was found, as a person corrects it: kept over Back. */
export interface Draft {
  readonly folder: Uri;
  readonly scaffolding: Scaffolding;
  /** Where the command was called, from the folder; undefined for all of it. */
  readonly subject: string | undefined;
  detection: Detection;
  settings: Settings;
}

/** What the questions have brought so far. */
export interface Gathered {
  /** Paths of the applications to write for. */
  readonly applications?: readonly string[];
  readonly factsSeen?: true;
  readonly kinds?: readonly Kind[];
  readonly imageRepository?: string;
}

/** The names of the applications that were chosen. */
export function chosenNames({ detection }: Draft, { applications = [] }: Gathered): readonly string[] {
  return detection.applications.filter(({ path }) => applications.includes(path)).map(({ name }) => name);
}
