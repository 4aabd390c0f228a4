import { digest } from "../../base/hash.ts";
import type { Graph } from "../../core/graph/graph.ts";
import type { Release } from "../../core/run/release.ts";
import { releaseFor } from "./planDeployment.ts";
import type { Place, RunPlan } from "./runPlan.ts";

/** A walk that releases nothing here; no cluster is asked. `purpose` is what it is called beside its place. */
export function withoutRelease(place: Place, draw: (release: Release) => Graph, purpose?: string): RunPlan {
  const bare = releaseFor(place, "", [], []);
  const release = purpose === undefined ? bare : { ...bare, purpose };
  const diff = { workloads: [], hash: digest([]) };
  return { release, graph: draw(release), rollback: place.config.rollback, diff, restores: [] };
}
