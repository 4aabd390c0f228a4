import type {
  ApprovalView,
  CheckView,
  NodeState,
  NodeView,
  PanelSnapshot,
  RunView,
} from "../../../../src/protocol/panel.ts";
import type { NodeKind, PictureEdge, PictureGraph } from "../../../../src/protocol/picture.ts";

/** When all samples take place: 2026-01-01, midday UTC. */
export const NOW = 1_767_268_800_000;
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;

/** A graph from nodes by id and lines such as `gate fail "fails"-> ask`: from, outcome, label, to. */
export function graphOf(
  title: string,
  nodes: Readonly<Record<string, { readonly kind: NodeKind; readonly label: string }>>,
  edges: readonly string[],
  groups: PictureGraph["groups"] = [],
): PictureGraph {
  return {
    title,
    start: Object.keys(nodes)[0] ?? "",
    nodes: Object.entries(nodes).map(([id, { kind, label }]) => ({ id, kind, label })),
    edges: edges.map(edgeOf),
    groups,
  };
}

function edgeOf(text: string): PictureEdge {
  const [, from, when, label, to] = /^(\S+) (\S+?)(?: "([^"]*)")?-> (\S+)$/u.exec(text) ?? [];
  if (from === undefined || to === undefined || when === undefined) throw new Error(`No edge: ${text}`);
  return { from, to, when, label: label ?? "" };
}

export function snapshotOf(
  graph: PictureGraph,
  samples: Readonly<Record<string, Partial<NodeView>>>,
  run?: RunView,
  problems: PanelSnapshot["problems"] = [],
): PanelSnapshot {
  return {
    title: graph.title,
    graph,
    graphId: graph.title,
    nodes: graph.nodes.map(({ id }) => ({
      id,
      state: "ahead",
      visits: [],
      checks: [],
      rollouts: [],
      ...(Object.hasOwn(samples, id) ? samples[id] : {}),
    })),
    problems,
    ...(run === undefined ? {} : { run }),
  };
}

export function checkOf(id: string, label: string, more: Partial<CheckView> = {}): CheckView {
  return { id, label, verdict: "pass", message: "", facts: [], canAttest: false, ...more };
}

/** A node that was passed, once, `ago` milliseconds before now and for `took`. */
export function passed(ago: number, took: number, outcome = "pass"): Pick<NodeView, "state" | "visits"> {
  const state: NodeState = "passed";
  return { state, visits: [{ visit: 1, enteredAt: NOW - ago, leftAt: NOW - ago + took, outcome }] };
}

export function approvalOf(more: Partial<ApprovalView> = {}): ApprovalView {
  return {
    state: "waiting",
    required: 2,
    decisions: [{ by: "Ada Lovelace", answer: "approve", comment: "Diff read, staging is healthy since yesterday." }],
    requestedBy: "Grace Hopper",
    expiresAt: NOW + 47 * MINUTE,
    risk: {
      level: "high",
      reasons: [
        "web changes from 1.8.2 to 1.9.0, a minor version.",
        "production serves customers; it is 13:00 on a working day.",
      ],
    },
    facts: [
      { name: "Application", value: "shop" },
      { name: "Environment", value: "production" },
      { name: "Version", value: "1.9.0" },
      { name: "web", value: "shop/web:1.8.2 → shop/web:1.9.0" },
      { name: "Manifest", value: "sha256:5fd924625f6ab16a19cc9807c7c506ae" },
    ],
    store:
      "Answers are kept in this workspace under the name that git or the operating system gives: an attestation, not a proof of who answered.",
    strict: true,
    mayAnswer: true,
    mayOverride: false,
    mayWithdraw: false,
    ...more,
  };
}
