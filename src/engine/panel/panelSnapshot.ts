import { yesesIn } from "../../core/approvals/enough.ts";
import type { Evidence } from "../../core/evidence/evidence.ts";
import type { GraphNode } from "../../core/graph/graph.ts";
import { type Person, releaseName } from "../../core/run/release.ts";
import { unexpired } from "../../core/run/findings.ts";
import type { RecordedEvidence, RunState } from "../../core/run/state.ts";
import type { NodeView, PanelSnapshot, RunView } from "../../protocol/panel.ts";
import { approvalView, requestAt } from "./approvalView.ts";
import { blockedAt } from "./blocked.ts";
import { RECORD_LABELS } from "../../core/run/blocks.ts";
import { checkViews } from "./checkViews.ts";
import { nodeStateOf } from "./nodeState.ts";
import { nodeFacts } from "./nodeFacts.ts";
import { pictureOf } from "./pictureOf.ts";
import { type Place, placeOf } from "./place.ts";
import { questionView } from "./questionView.ts";
import { runStatus } from "./runStatus.ts";
import { timelineOf, visitsOf, wayOf } from "./visits.ts";
import { type Wishes, wishesOf } from "./wishes.ts";
import { visitOf } from "../../core/run/visits.ts";

/** A run and who looks at it. */
export interface Watched {
  readonly state: RunState;
  /** Who sits here. */
  readonly me: Person;
  /** False while no process walks the run. */
  readonly guarded: boolean;
  /** False for a run that came with the folder: it is shown, and nothing is done for it. */
  readonly startedHere: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const NOT_HERE = "This run was not started by you on this machine. It is only shown.";

/** Everything the panel shows of a run. Pure: the same run seen at the same time by the same person looks the same. */
export function panelSnapshot({ state, me, guarded, startedHere, now }: Watched): PanelSnapshot {
  const place = placeOf(state, now);
  const wishes = wishesOf(state, me, now, startedHere ? undefined : NOT_HERE);
  const found = evidenceByNode(state);
  const { graph, release, run, nonce } = state;
  return {
    title: titleOf(state),
    graph: pictureOf(graph),
    graphId: `${release.application}/${run}/${nonce}`,
    nodes: graph.nodes.map((node) => nodeView(place, node, found.get(node.id) ?? [], wishes)),
    run: runView(place, wishes, guarded || !startedHere),
    problems: [],
  };
}

/** `shop → production 1.9.0`; without a version where nothing is released. */
function titleOf({ release }: RunState): string {
  return `${release.application} → ${release.environment} ${releaseName(release)}`.trimEnd();
}

function runView(place: Place, { steers }: Wishes, watched: boolean): RunView {
  const { state } = place;
  const { run, release, ended, paused, lastEventAt, unprotected } = state;
  return {
    run,
    status: runStatus(place),
    production: release.production,
    ...(ended === undefined ? {} : { ended: ended.outcome }),
    paused,
    ...(watched || ended !== undefined ? {} : { unprotectedSince: lastEventAt }),
    steers: [...steers],
    timeline: timelineOf(place),
    gaps: unprotected.map(({ from, to }) => ({ from, to })),
    way: wayOf(place),
  };
}

function nodeView(place: Place, node: GraphNode, recorded: readonly RecordedEvidence[], wishes: Wishes): NodeView {
  const { state, here } = place;
  const visit = visitOf(state.visits, node.id) ?? 1;
  const found = recorded.filter((one) => one.visit === visit).map((one) => one.evidence);
  // A word whose time is over counts no more while the run waits; once the node was left, it has counted.
  const counting = here === node.id ? unexpired(found, place.now) : found;
  const blocked = blockedAt(place, node);
  const mark = markOf(place, node, counting);
  const counts = here === node.id && node.kind === "hold" && state.holdEndsAt !== undefined;
  return {
    ...nodeFacts(node),
    state: nodeStateOf(place, node),
    ...(blocked === undefined ? {} : { blocked }),
    ...(mark === undefined ? {} : { mark }),
    ...(counts ? { countsDownTo: state.holdEndsAt } : {}),
    visits: visitsOf(place, node.id),
    checks: node.kind === "check" ? checkViews(place, node, { found, counting }, wishes) : [],
    ...recordsAt(state, node.id),
    ...(node.kind === "approval" ? { approval: approvalView(place, node, wishes) } : {}),
    ...(node.kind === "decision" ? { question: questionView(place, node, wishes) } : {}),
    rollouts: rolloutsAt(state, node.id),
  };
}

/** What the last visit of a gate of quality left behind. */
function recordsAt({ blocks }: RunState, node: string): Pick<NodeView, "records"> {
  const block = blocks.findLast((one) => one.node === node);
  if (block === undefined) return {};
  return {
    records: block.records.map(({ kind, path, why }) => {
      return { label: RECORD_LABELS[kind], path, ...(why === undefined ? {} : { why }) };
    }),
  };
}

/** `1/2` answers on an approval, passed checks on a list that is worked through, attempts where failures are mended. */
function markOf({ state, here }: Place, node: GraphNode, found: readonly Evidence[]): string | undefined {
  if (node.kind === "approval") {
    return `${yesesIn(requestAt(state, node.id)?.decisions ?? []).length}/${node.policy.required}`;
  }
  if (node.kind !== "check") return undefined;
  const visits = visitOf(state.visits, node.id) ?? 0;
  if (node.mends !== undefined) return node.limit === undefined || visits === 0 ? undefined : `${visits}/${node.limit}`;
  if (here !== node.id || node.waits !== true) return undefined;
  return `${found.filter((one) => one.verdict === "pass").length}/${node.checks.length}`;
}

function rolloutsAt({ rollouts }: RunState, node: string): NodeView["rollouts"] {
  return rollouts
    .filter((one) => one.node === node)
    .map(({ workload, verdict: { status, message, progress } }) => {
      const counts = progress === undefined ? {} : { progress: countsOf(progress) };
      return { workload: `${workload.kind} ${workload.name}`, status, message, ...counts };
    });
}

function countsOf({
  desired,
  updated,
  ready,
  available,
}: NonNullable<RunState["rollouts"][number]["verdict"]["progress"]>) {
  return { desired, updated, ready, available };
}

function evidenceByNode({ evidence }: RunState): ReadonlyMap<string, readonly RecordedEvidence[]> {
  return Map.groupBy(evidence, (one) => one.node);
}
