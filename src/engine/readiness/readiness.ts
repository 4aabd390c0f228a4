import type { ChecklistId } from "../../core/checklists/checklist.ts";
import type { Config } from "../../core/config/config.ts";
import type { Comparison } from "../../core/profiles/comparison.ts";
import type { Cluster } from "../../core/rollout/cluster.ts";
import { readWorkspace } from "../../checks/readWorkspace.ts";
import { compareEnvironments } from "../profiles/compareEnvironments.ts";
import { configOrigins } from "../profiles/configFacts.ts";
import { type LiveObjects, liveObjects } from "../profiles/liveObjects.ts";
import type { Place } from "../request/runPlan.ts";
import { type Assessment, assessEnvironment, type AssessPorts } from "./assessEnvironment.ts";

/** What can be told of a folder's environments without deploying to them. */
export interface Readiness {
  /** See {@link assessEnvironment}. */
  assess(place: Place, lists: readonly ChecklistId[], signal?: AbortSignal): Promise<Assessment>;
  /** Puts an application's environments side by side; asks clusters only where it is given how to reach them. */
  compare(subject: CompareSubject, signal?: AbortSignal): Promise<Comparison>;
}

export interface CompareSubject {
  readonly application: string;
  /** The file and its text: lines are told of it. */
  readonly config: Config;
  readonly text: string;
  readonly connect?: (context: string) => Promise<Cluster>;
}

/** Readiness with these ports. */
export function readinessWith(ports: AssessPorts): Readiness {
  return {
    assess: (place, lists, signal) => assessEnvironment(ports, place, lists, signal),
    compare: (subject, signal) => compareIn(ports, subject, signal),
  };
}

async function compareIn({ files }: AssessPorts, subject: CompareSubject, signal?: AbortSignal): Promise<Comparison> {
  const { application, config, text, connect } = subject;
  const { path = ".", environments = {} } = config.applications[application] ?? {};
  const places = Object.entries(environments).map(([environment, one]) => ({ application, environment, config: one }));
  const [workspace, live] = await Promise.all([
    readWorkspace(files, signal),
    connect === undefined ? undefined : liveOf(places, connect, signal),
  ]);
  const origin = configOrigins("tidegate.yaml", text);
  return compareEnvironments({ application, path, places, workspace, origin, ...(live === undefined ? {} : { live }) });
}

/** All at once: one that gives no answer delays none. */
async function liveOf(
  places: readonly Place[],
  connect: (context: string) => Promise<Cluster>,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, LiveObjects>> {
  const asked = places.map(async ({ environment, config }) => {
    return [environment, await liveObjects(() => connect(config.context), config, signal)] as const;
  });
  return new Map(await Promise.all(asked));
}
