import type { Readiness } from "../../engine/readiness/readiness.ts";

/** Checklists and comparisons of a folder's environments. */
export interface ReadinessPart {
  readonly openReadiness: (folder: string) => Readiness;
}
