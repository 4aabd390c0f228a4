import type { EndNode, RunOutcome } from "../graph/graph.ts";
import { nodeOf, sameWorkload } from "../graph/walk.ts";
import { versionLabel } from "../rollout/image.ts";
import { recordedWords } from "./blocks.ts";
import type { Effect } from "./effect.ts";
import { causeOf, hasChanged } from "./facts.ts";
import { appended } from "./leave.ts";
import type { RunState } from "./state.ts";
import { list } from "./words.ts";
import { visitOf } from "./visits.ts";

/** A run that proved itself records what it proved; then it ends. */
export function atEnd(state: RunState, node: EndNode): Effect {
  const workloads = state.pins.map((one) => one.workload);
  const open = workloads.filter((one) => state.verified.every((known) => !sameWorkload(known.workload, one)));
  if (node.outcome === "completed" && open.length > 0) {
    return { type: "verify-revisions", node: node.id, workloads: open };
  }
  return appended({ type: "run-ended", outcome: node.outcome, message: message(state, node.outcome) });
}

function message(state: RunState, outcome: RunOutcome): string {
  const last = state.path.at(-1)?.message ?? "";
  switch (outcome) {
    case "completed":
      return `${delivered(state)}${handedOver(state)}`;
    case "rolled-back":
      return `Rolled back to ${restoredVersion(state)}: ${causeOf(state)?.message ?? last}`;
    case "escalated":
      return `${escalation(state, last)} Somebody with more say must look. ${leftBehind(state)}`;
    case "failed":
      return `${last} Look at the workloads: nothing more is done by itself.`;
    case "rejected":
    case "blocked":
    case "aborted":
    case "superseded":
      return [state.intents.length === 0 ? `${last} Nothing was changed.` : last, recordedWords(state)]
        .join(" ")
        .trimEnd();
  }
}

/** What was deployed, not what was planned: a path may have led past its rollout. */
function delivered({ release, verified }: RunState): string {
  if (verified.length === 0) return `The run came to its end; nothing was deployed to ${release.environment}.`;
  if (release.purpose !== undefined) return `Done in ${release.environment}: ${release.purpose}. It is healthy.`;
  return `${release.version} runs in ${release.environment} and is verified.`;
}

/** The token of the last ending that the run came by, for whoever takes over. */
function handedOver({ graph, path }: RunState): string {
  const token = path.flatMap((step) => nodeOf(graph, step.node)?.token ?? []).at(-1);
  return token === undefined ? "" : ` It is handed over as ${token}.`;
}

/** A circle says so itself; otherwise the attempts are used up. */
function escalation({ attempts, path }: RunState, last: string): string {
  if (attempts.length === 0 || path.at(-1)?.outcome === "circular") return last;
  const times = attempts.length === 1 ? "1 attempt" : `${attempts.length} attempts`;
  return `After ${times} to mend it: ${last}`;
}

function leftBehind(state: RunState): string {
  return hasChanged(state) ? "What was changed is left as it is." : "Nothing was changed.";
}

/** The number of pods that a scaling went back to. */
function scaledBackTo({ graph, visits }: RunState): string | undefined {
  const back = graph.nodes.find(
    (node) => node.kind === "action" && node.back === true && (visitOf(visits, node.id) ?? 0) > 0,
  );
  return back?.kind === "action" && back.action.type === "scale" ? `${back.action.to} pods` : undefined;
}

/** The versions the way back restored, as people call them. */
export function restoredVersion(state: RunState): string {
  const scaled = scaledBackTo(state);
  if (scaled !== undefined) return scaled;
  const images = state.graph.nodes.flatMap((node) => {
    const restored =
      node.kind === "action" && node.action.type === "restore" && (visitOf(state.visits, node.id) ?? 0) > 0;
    return restored && node.action.type === "restore" ? Object.values(node.action.to.images) : [];
  });
  const changed = new Set(state.release.changes.map((change) => change.from));
  const own = images.filter((image) => changed.has(image));
  return list([...new Set((own.length > 0 ? own : images).map(versionLabel))]);
}
