import { judgeRehearsal } from "../../../core/gates/rules/rehearsed.ts";
import { judgeRollbackTime } from "../../../core/gates/rules/rollbackTime.ts";
import { judgeStaging, lastRunOf, recordedDigest } from "../../../core/gates/rules/stagingVerified.ts";
import { judgeWayBack, type WayBackFact } from "../../../core/gates/rules/wayBackVerified.ts";
import type { WorkloadRef } from "../../../core/graph/graph.ts";
import { sameWorkload } from "../../../core/graph/walk.ts";
import { revisionOf } from "../../../core/rollout/revisions.ts";
import { templateHash } from "../../../core/rollout/template.ts";
import type { RunState } from "../../../core/run/state.ts";
import { readHistory } from "../../change/history.ts";
import { workloadsOf } from "../../change/serverDiff.ts";
import { type Changeable, readWorkload } from "../../change/workloads.ts";
import type { RunPorts } from "../../runPorts.ts";
import type { Collector } from "../collector.ts";
import { restoresOf } from "./restores.ts";
import { withTerms } from "./withTerms.ts";

/** What earlier runs of this workspace proved. */
export const HISTORY_COLLECTORS = {
  "staging-verified": withTerms("staging", "runs of this workspace", async ({ ports, state }, terms) => {
    const runs = await ports.history.runs();
    const { release } = state;
    const last = lastRunOf({ release, runs }, terms.environment);
    const digestsNow = last === undefined ? {} : await digestsOf(ports, state, last);
    return judgeStaging(terms, { release, runs, digestsNow, now: ports.clock.now() });
  }),
  rehearsed: withTerms("rehearsal", "runs against the embedded cluster", async ({ ports, state }, { maxAge }) => {
    const runs = await ports.history.runs();
    const { application } = state.release;
    return judgeRehearsal(maxAge, { application, graph: state.graph, runs, now: ports.clock.now() });
  }),
  "rollback-time": withTerms("rollback-time", "runs of this workspace", async ({ ports, state }, terms) => {
    const runs = await ports.history.runs();
    const { application } = state.release;
    return judgeRollbackTime(terms, { application, graph: state.graph, runs, now: ports.clock.now() });
  }),
  "way-back-verified": {
    source: "runs of this workspace, and the cluster's history",
    async collect(ports, state) {
      const runs = await ports.history.runs();
      const facts = workloadsOf(state.release.changes).map((workload) => wayBackOf(ports, state, runs, workload));
      return judgeWayBack(await Promise.all(facts));
    },
  },
} as const satisfies Readonly<Record<string, Collector>>;

/** A registry is asked only where there is something to compare with; one that does not answer tells nothing. */
async function digestsOf(
  { images }: RunPorts,
  { release }: RunState,
  last: RunState,
): Promise<Readonly<Record<string, string>>> {
  const recorded = release.changes
    .map((change) => change.to)
    .filter((image) => recordedDigest(last, image) !== undefined);
  const found = recorded.map(async (image): Promise<[string, string][]> => {
    const answer = await images.find(image).catch(() => undefined);
    return answer === undefined ? [] : [[image, answer.digest]];
  });
  return Object.fromEntries((await Promise.all(found)).flat());
}

async function wayBackOf(
  { cluster }: RunPorts,
  state: RunState,
  runs: readonly RunState[],
  workload: WorkloadRef,
): Promise<WayBackFact> {
  const to = restoresOf(state.graph).find((one) => sameWorkload(one.workload, workload))?.to;
  if (to === undefined) return { workload, to, provedBy: undefined, kept: false };
  const proof = runs.find(
    (run) =>
      isSamePlace(run, state) &&
      run.verified.some((one) => sameWorkload(one.workload, workload) && one.revision.templateHash === to.templateHash),
  );
  const object = await readWorkload(cluster, state.release.namespace, workload);
  return { workload, to, provedBy: proof?.run, kept: await isKept(cluster, object, to.templateHash) };
}

function isSamePlace({ release: a }: RunState, { release: b }: RunState): boolean {
  return (
    a.application === b.application &&
    a.environment === b.environment &&
    a.context === b.context &&
    a.namespace === b.namespace
  );
}

async function isKept(cluster: RunPorts["cluster"], object: Changeable, hash: string): Promise<boolean> {
  if (templateHash(object.spec.template) === hash) return true;
  return revisionOf(await readHistory(cluster, object), hash) !== undefined;
}
