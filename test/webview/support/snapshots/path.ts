import { decisionPath } from "../../../../src/documents/decisionPath/decisionPath.ts";
import { documentSnapshot } from "../../../../src/engine/panel/documentSnapshot.ts";
import type { CheckView, NodeView, PanelSnapshot, TimelineStep } from "../../../../src/protocol/panel.ts";
import { MINUTE, NOW } from "./build.ts";

const STEP = 11 * MINUTE;

/** The default decision path as it is, walked as far as its first list of the container branch, where people work. */
export function pathAtChecks(): PanelSnapshot {
  const path = documentSnapshot(decisionPath(), []);
  const way = wayInto(path);
  const here = way.at(-1) ?? "";
  const begin = NOW - way.length * STEP;
  const timeline = way.map((node, index): TimelineStep => {
    const { label = node, kind = "check" } = path.graph.nodes.find(({ id }) => id === node) ?? {};
    const enteredAt = begin + index * STEP;
    const over = node === here ? {} : { leftAt: enteredAt + STEP, outcome: "pass" };
    return { node, label, kind, enteredAt, ...over };
  });
  return {
    ...path,
    title: "shop → production",
    nodes: path.nodes.map((view) => walked(view, way, timeline)),
    run: {
      run: "7",
      status: "waits for people",
      production: true,
      paused: false,
      steers: ["pause", "abort"],
      timeline,
      gaps: [],
      way,
    },
  };
}

/** From the start along first edges, at the question into the containers, as far as the first node behind it. */
function wayInto({ graph }: PanelSnapshot): string[] {
  const way = [graph.start];
  for (let from = graph.start; way.length < graph.nodes.length;) {
    const edges = graph.edges.filter((edge) => edge.from === from);
    const chosen = edges.find(({ label, when }) => /container/iu.test(`${label} ${when}`)) ?? edges[0];
    if (chosen === undefined) return way;
    way.push(chosen.to);
    if (edges.length > 3) return way;
    from = chosen.to;
  }
  return way;
}

function walked(view: NodeView, way: readonly string[], timeline: readonly TimelineStep[]): NodeView {
  const at = way.indexOf(view.id);
  if (at === -1) return view;
  const { node: _node, label: _label, kind: _kind, ...times } = timeline[at] ?? { node: "", label: "", kind: "" };
  const visits = [{ visit: 1, enteredAt: NOW, ...times }];
  if (at < way.length - 1) return { ...view, state: "passed", visits, checks: view.checks.map(measured) };
  const checks = view.checks.map(mixed);
  const open = checks.filter(({ verdict }) => verdict !== "pass").length;
  return {
    ...view,
    state: "waiting",
    visits,
    checks,
    mark: `${checks.length - open}/${checks.length}`,
    blocked: `${open} of ${checks.length} checks are not settled: one failed, the others wait for a person's word.`,
  };
}

function measured(check: CheckView): CheckView {
  return { ...check, verdict: "pass", message: "Found as it should be.", collectedAt: NOW - STEP };
}

/** A list as it looks in the middle of the work: measured, attested, failed and open. */
function mixed(check: CheckView, index: number): CheckView {
  if (index === 0) {
    return {
      ...check,
      verdict: "pass",
      message: "2 of 2 Deployments carry readiness and liveness probes.",
      source: "k8s/web.yaml, k8s/worker.yaml",
      collectedAt: NOW - 3 * MINUTE,
      facts: [
        { name: "web", value: "GET /healthz :8080 every 10 s" },
        { name: "worker", value: "exec bin/alive every 30 s" },
      ],
    };
  }
  if (index === 1) {
    return {
      ...check,
      verdict: "fail",
      message: "worker has no memory limit: set resources.limits.memory in k8s/worker.yaml:31.",
      source: "k8s/worker.yaml",
      collectedAt: NOW - 3 * MINUTE,
      measure: { value: 1, bound: 0, good: "at-most", unit: "findings" },
      places: [{ path: "k8s/worker.yaml", line: 31, about: "no memory limit" }],
      files: [{ path: "k8s/worker.yaml", sha256: "5".repeat(64), bytes: 812, madeAt: NOW - 60_000 }],
      facts: [{ name: "worker", value: "requests 128Mi, no limit" }],
    };
  }
  if (index === 2) {
    const statement = "Registry scanned by hand on Monday, no critical findings; ticket SEC-381.";
    const attested = { by: "Ada Lovelace", statement, expiresAt: NOW + 29 * 24 * 60 * MINUTE };
    return { ...check, verdict: "pass", message: "A person says so.", attested };
  }
  return { ...check, verdict: "open", message: "Nothing here can measure it.", canAttest: true };
}
