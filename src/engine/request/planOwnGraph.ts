import { Fault } from "../../base/result.ts";
import { ownGraph, refusalsOf } from "../../core/plan/ownGraph.ts";
import type { LoadedGraph } from "../../documents/loadedGraph.ts";
import { FIRST, type Place as Position } from "../../documents/place.ts";
import type { Place, RunPlan } from "./runPlan.ts";
import { withoutRelease } from "./withoutRelease.ts";

/** How many problems are told; the command line's `graph` and the panel show all of them. */
const MOST_TOLD = 3;

/** A graph of a document, with the name of the file that it was read from. */
export interface OwnGraph {
  readonly file: string;
  readonly loaded: LoadedGraph;
}

/**
 * Plans a walk of a document's graph in an environment, which releases nothing and asks no cluster. Faults, each with
 * the first places in the file: `BrokenGraph` where the graph cannot be walked, `NotWalkable` where it holds what no
 * document may do.
 */
export function planOwnGraph(place: Place, { file, loaded }: OwnGraph): RunPlan {
  const { graph, problems, places } = loaded;
  if (problems.length > 0) throw refused("BrokenGraph", file, problems);
  const refusals = refusalsOf(graph).map(({ node, message }) => ({ message, ...(places.get(node) ?? FIRST) }));
  if (refusals.length > 0) throw refused("NotWalkable", file, refusals);
  return withoutRelease(place, (release) => ownGraph(graph, release, place.config), graph.title);
}

type Placed = Position & { readonly message: string };

function refused(reason: "BrokenGraph" | "NotWalkable", file: string, found: readonly Placed[]): Fault {
  const told = found.slice(0, MOST_TOLD).map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`);
  const more = found.length - told.length;
  const rest = more === 0 ? [] : [more === 1 ? "There is 1 more." : `There are ${more} more.`];
  return new Fault(reason, ["This graph cannot be walked.", ...told, ...rest].join(" "));
}
