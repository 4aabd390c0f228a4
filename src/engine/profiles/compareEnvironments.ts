import type { Workspace } from "../../checks/workspace.ts";
import { compare } from "../../core/profiles/compare.ts";
import type { Cell, Comparison, EnvironmentFacts, Fact, Stated } from "../../core/profiles/comparison.ts";
import { profileOf } from "../../core/profiles/profile.ts";
import { PROPERTY_IDS, type PropertyId } from "../../core/profiles/properties.ts";
import type { Place } from "../request/runPlan.ts";
import { configFacts, type ConfigOrigin } from "./configFacts.ts";
import { environmentObjects } from "./environmentObjects.ts";
import { LIVE_PROPERTIES, type LiveObjects } from "./liveObjects.ts";
import { type ObjectFact, objectFacts, type Reading, workloadNames } from "./objectFacts.ts";

/** What is compared: one application's environments, its files, and what clusters have where they were asked. */
export interface ComparedInput {
  readonly application: string;
  /** The application's folder, from the workspace's. */
  readonly path: string;
  readonly places: readonly Place[];
  readonly workspace: Workspace;
  readonly origin: ConfigOrigin;
  /** By environment. */
  readonly live?: ReadonlyMap<string, LiveObjects>;
}

/** Puts an application's environments side by side. Pure. */
export function compareEnvironments(input: ComparedInput): Comparison {
  return compare(
    input.application,
    input.places.map((place) => factsOf(place, input)),
  );
}

const FROM_OBJECTS = PROPERTY_IDS.filter((id) =>
  [...LIVE_PROPERTIES, "hosts", "storage", "monitoring", "backups", "secrets"].includes(id),
);
const OF_WORKLOAD: ReadonlySet<PropertyId> = new Set<PropertyId>([
  "replicas",
  "cpu-request",
  "memory-request",
  "memory-limit",
  "image",
  "autoscaling",
  "autoscaling-most",
  "disruption-budget",
]);

function factsOf(place: Place, { path, workspace, origin, live }: ComparedInput): EnvironmentFacts {
  const { environment, config } = place;
  const found = environmentObjects(workspace, { environment, namespace: config.namespace, path });
  const reading: Reading = {
    objects: found.objects,
    workloads: config.workloads,
    from: (object, ...steps) => ({ kind: "manifest", place: object.place(...steps) }),
  };
  const there = live?.get(environment);
  const seen = there === undefined ? undefined : liveReading(there, config.workloads);
  const sources: Sources = {
    stated: objectFacts(reading),
    doubt: found.doubt,
    live: seen === undefined ? undefined : objectFacts(seen),
    untold: there?.untold,
  };
  const names = [...new Set([...workloadNames(reading), ...(seen === undefined ? [] : workloadNames(seen))])];
  return {
    environment,
    profile: profileOf(environment, config),
    facts: [...configFacts(place, origin), ...FROM_OBJECTS.flatMap((id) => objectCells(id, names, sources))],
  };
}

function liveReading({ context, objects }: LiveObjects, workloads: readonly string[] | undefined): Reading {
  return { objects, workloads, from: () => ({ kind: "cluster", context }) };
}

interface Sources {
  readonly stated: readonly ObjectFact[];
  readonly doubt: string | undefined;
  readonly live: readonly ObjectFact[] | undefined;
  readonly untold: ReadonlyMap<PropertyId, string> | undefined;
}

function objectCells(property: PropertyId, names: readonly string[], sources: Sources): readonly Fact[] {
  if (!OF_WORKLOAD.has(property)) return [{ property, cell: cellOf(property, undefined, sources) }];
  return names.map((workload) => ({ property, workload, cell: cellOf(property, workload, sources) }));
}

/** What files say comes first. A cluster that was asked and has it not leaves no doubt that it is not there. */
function cellOf(property: PropertyId, workload: string | undefined, sources: Sources): Cell {
  const pick = (facts: readonly ObjectFact[] | undefined): Stated | undefined =>
    facts?.find((fact) => fact.property === property && fact.workload === workload)?.stated;
  const why = sources.untold?.get(property);
  const [stated, live] = [pick(sources.stated), why === undefined ? pick(sources.live) : undefined];
  const more = live === undefined ? {} : { live };
  if (stated !== undefined) return { state: "known", stated, ...more };
  if (live !== undefined) return { state: "known", stated: live };
  if (why !== undefined) return { state: "unknown", why };
  const looked = sources.live !== undefined && LIVE_PROPERTIES.has(property);
  return sources.doubt === undefined || looked ? { state: "none" } : { state: "unknown", why: sources.doubt };
}
