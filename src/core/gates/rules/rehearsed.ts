import { digest } from "../../../base/hash.ts";
import type { Graph } from "../../graph/graph.ts";
import { nodeOf } from "../../graph/walk.ts";
import type { RunState } from "../../run/state.ts";
import { span } from "../../run/words.ts";
import { type Finding, failed, inconclusive, passed } from "../finding.ts";

/** The contexts that the embedded cluster writes into its kubeconfig. A run knows its cluster by nothing else. */
export const EMBEDDED_CONTEXTS: ReadonlySet<string> = new Set(["tidegate-sandbox", "tidegate-sandbox-admin"]);

export interface RehearsalFacts {
  readonly application: string;
  readonly graph: Graph;
  /** Runs of this workspace that are known to be this user's. */
  readonly runs: readonly RunState[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

type Ended = RunState & { readonly ended: NonNullable<RunState["ended"]> };

/**
 * Whether a run that changes the same workloads in the same order was rolled back on the embedded cluster at most
 * `maxAge` seconds ago, until everything was ready again. Source: safety-handbook.md:230.
 */
export function judgeRehearsal(maxAge: number, { application, graph, runs, now }: RehearsalFacts): Finding {
  const shape = shapeOf(graph);
  const last = runs
    .filter((run): run is Ended => run.ended !== undefined && wentBack(run))
    .filter(({ release }) => release.application === application && EMBEDDED_CONTEXTS.has(release.context))
    .filter((run) => shapeOf(run.graph) === shape)
    .toSorted((a, b) => b.ended.at - a.ended.at)[0];
  if (last === undefined) {
    const message = "No run has rolled back this way on the embedded cluster.";
    const what = "Start it, deploy the same workloads there in an environment of its context, and roll that run back.";
    return inconclusive("NotRehearsed", `${message} ${what}`);
  }
  const age = now - last.ended.at;
  if (last.ended.outcome !== "rolled-back") {
    return failed(
      "RehearsalFailed",
      `The rehearsal, run ${last.run}, ended ${last.ended.outcome}: ${last.ended.message}`,
    );
  }
  if (!(age <= maxAge * 1000)) {
    const message = `It was rehearsed ${span(age)} ago, by run ${last.run}; ${span(maxAge * 1000)} are allowed. Rehearse again.`;
    return inconclusive("Stale", message);
  }
  const measure = { value: Math.max(0, Math.ceil(age / 1000)), bound: maxAge, good: "at-most", unit: "s" } as const;
  const message = `Run ${last.run} rolled back this way on the embedded cluster ${span(age)} ago; all was ready again.`;
  return { ...passed("Rehearsed", message, { run: last.run }), measure };
}

/** What is changed and watched, and where it goes back: without times, images, gates and approvals. */
export function shapeOf({ nodes }: Graph): string {
  const steps = nodes.flatMap((node): unknown[] => {
    if (node.kind === "action") return [[node.id, node.action.type, node.action.workload, node.back === true]];
    return node.kind === "hold" ? [[node.id, node.until, node.workloads, node.back === true]] : [];
  });
  return digest(steps);
}

/** Whether a run restored something. */
function wentBack({ graph, intents }: RunState): boolean {
  return intents.some((intent) => {
    const node = nodeOf(graph, intent.node);
    return node?.kind === "action" && node.back === true;
  });
}
