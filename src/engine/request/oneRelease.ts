import { Fault } from "../../base/result.ts";
import type { WorkloadRef } from "../../core/graph/graph.ts";
import { sameWorkload } from "../../core/graph/walk.ts";
import { repositoryOf, versionLabel } from "../../core/rollout/image.ts";
import type { ImageChange } from "../../core/run/release.ts";
import type { ReadRun } from "../records/readRuns.ts";
import type { Place } from "./runPlan.ts";
import { isAt } from "./verifiedPoints.ts";

/** More would fill a screen, and the first ones show what is meant. */
const MOST_SHOWN = 6;

/**
 * Refuses to take everything of a namespace for one release where the configuration names no workloads: images of
 * several repositories that run at several versions are hardly meant to become, or to leave, one version together. A
 * database would get the tag of the shop. What an earlier run has changed together is one release, also where that
 * run ended half-way: to mend it is no time for questions. Fault: `WhichWorkloads`.
 */
export function checkOneRelease(
  place: Place,
  all: readonly ImageChange[],
  runs: readonly ReadRun[],
  what: string,
): void {
  const { environment, config } = place;
  const changes = all.filter(({ from, to }) => from !== to);
  if (config.workloads !== undefined || !areStrangers(changes)) return;
  if (runs.some((run) => hasChanged(run, place, changes))) return;
  const listed = [...new Set(changes.map(({ workload, from }) => `${nameOf(workload)} (${from})`))];
  const rest = listed.length > MOST_SHOWN ? ` and ${listed.length - MOST_SHOWN} more` : "";
  const message =
    `${environment} names no workloads, and those of namespace ${config.namespace} do not run as one release: ` +
    `${listed.slice(0, MOST_SHOWN).join(", ")}${rest}. Name those that ${what} is for: ` +
    `workloads of ${environment} in tidegate.yaml, or --workload kind/name.`;
  throw new Fault("WhichWorkloads", message);
}

function areStrangers(changes: readonly ImageChange[]): boolean {
  const several = [
    changes.map(({ workload }) => nameOf(workload)),
    changes.map(({ from }) => repositoryOf(from)),
    changes.map(({ from }) => versionLabel(from)),
  ];
  return several.every((values) => new Set(values).size > 1);
}

function hasChanged({ known, state }: ReadRun, place: Place, changes: readonly ImageChange[]): boolean {
  if (!known || state === undefined || !isAt(state, place)) return false;
  return changes.every(({ workload }) => state.release.changes.some((one) => sameWorkload(one.workload, workload)));
}

function nameOf({ kind, name }: WorkloadRef): string {
  return `${kind.toLowerCase()}/${name}`;
}
