import type { NodeView, PanelSnapshot, RunView, TimelineStep } from "../../../../src/protocol/panel.ts";
import { approvalOf, checkOf, graphOf, MINUTE, NOW, passed, SECOND, snapshotOf } from "./build.ts";

const NODES = {
  asked: { kind: "start", label: "Asked for" },
  ready: { kind: "check", label: "Ready to go?" },
  gate: { kind: "check", label: "Gate: git clean, diff reviewed" },
  approval: { kind: "approval", label: "Approval" },
  set: { kind: "action", label: "Set image of Deployment web" },
  roll: { kind: "hold", label: "Roll out web" },
  watch: { kind: "hold", label: "Watch pods for 15 min" },
  ask: { kind: "decision", label: "Roll back?" },
  restore: { kind: "action", label: "Restore the last verified template of web" },
  back: { kind: "hold", label: "Wait until web is back" },
  done: { kind: "end", label: "Completed" },
  undone: { kind: "end", label: "Rolled back" },
  blocked: { kind: "end", label: "Blocked" },
  refused: { kind: "end", label: "Rejected" },
  failed: { kind: "end", label: "Failed" },
} as const;

const EDGES = [
  "asked started-> ready",
  "ready pass-> gate",
  'ready fail "fails"-> blocked',
  'ready inconclusive "not clear"-> blocked',
  "gate pass-> approval",
  'gate fail "fails"-> blocked',
  'gate inconclusive "not clear"-> blocked',
  "approval approved-> set",
  'approval rejected "rejected"-> refused',
  'approval expired "expired"-> refused',
  'approval withdrawn "withdrawn"-> refused',
  "set done-> roll",
  'set failed "failed"-> ask',
  'set voided "approval void"-> blocked',
  "roll healthy-> watch",
  'roll failed "failed"-> ask',
  'roll deadline "too late"-> ask',
  "watch healthy-> done",
  'watch failed "failed"-> ask',
  'ask rollback "Roll back"-> restore',
  'ask stay "Leave it"-> failed',
  "restore done-> back",
  'restore failed "failed"-> failed',
  "back healthy-> undone",
  'back failed "failed"-> failed',
];

const GROUPS = [{ id: "way-back", label: "The way back", nodes: ["ask", "restore", "back", "undone"] }];

export const RELEASE = graphOf("shop → production 1.9.0", NODES, EDGES, GROUPS);

const READY: Partial<NodeView> = {
  ...passed(9 * MINUTE, 1800),
  why: "A rollout that cannot succeed is not begun.",
  checks: [
    checkOf("image-present", "The image exists", {
      message: "shop/web:1.9.0 is in the registry, built 2 h ago.",
      source: "GET /v2/shop/web/manifests/1.9.0",
      collectedAt: NOW - 9 * MINUTE,
      facts: [{ name: "digest", value: "sha256:8d1f2b6c90a1" }],
    }),
    checkOf("dry-run", "The cluster accepts the change", {
      message: "Server-side dry run: 1 object would change.",
      source: "PATCH deployments/web?dryRun=All",
      collectedAt: NOW - 9 * MINUTE,
    }),
  ],
};

const GATE: Partial<NodeView> = {
  ...passed(9 * MINUTE - 2 * SECOND, 900),
  source: "release-gatekeeper.md:41",
  checks: [
    checkOf("git-clean", "Nothing is uncommitted", { message: "main at 9f3c2ab, clean.", source: "git status" }),
  ],
};

/** Rolling out: two of six pods are new, eight minutes in. */
export function releaseInHold(more: Partial<RunView> = {}): PanelSnapshot {
  const samples: Record<string, Partial<NodeView>> = {
    asked: passed(9 * MINUTE, 10, "started"),
    ready: READY,
    gate: GATE,
    approval: {
      ...passed(9 * MINUTE - 3 * SECOND, 5 * MINUTE, "approved"),
      mark: "2/2",
      approval: approvalOf({
        state: "approved",
        mayAnswer: false,
        decisions: [
          { by: "Ada Lovelace", answer: "approve" },
          { by: "Edsger Dijkstra", answer: "approve" },
        ],
      }),
    },
    set: passed(3 * MINUTE + 52 * SECOND, 2200, "done"),
    roll: {
      state: "now",
      countsDownTo: NOW + 6 * MINUTE + 10 * SECOND,
      why: "The rollout ends when every new pod is available, or at its deadline.",
      visits: [{ visit: 1, enteredAt: NOW - 3 * MINUTE - 50 * SECOND }],
      rollouts: [
        {
          workload: "Deployment web",
          status: "InProgress",
          message: "2 of 6 pods are new, 1 of them is not ready: its readiness probe fails since 20 s.",
          progress: { desired: 6, updated: 2, ready: 5, available: 5 },
        },
      ],
    },
    refused: { state: "skipped" },
  };
  const run = runOf(["asked", "ready", "gate", "approval", "set", "roll"], samples, {
    status: "rolling 2 of 6",
    steers: ["pause", "abort", "rollback"],
    gaps: [{ from: NOW - 3 * MINUTE - 20 * SECOND, to: NOW - 2 * MINUTE - 30 * SECOND }],
    ...more,
  });
  return snapshotOf(RELEASE, samples, run);
}

/** One of two has said yes; the person here may answer. */
export function releaseAtApproval(approval: Parameters<typeof approvalOf>[0] = {}): PanelSnapshot {
  const samples: Record<string, Partial<NodeView>> = {
    asked: passed(14 * MINUTE, 10, "started"),
    ready: { ...READY, ...passed(14 * MINUTE, 1800) },
    gate: { ...GATE, ...passed(14 * MINUTE - 2 * SECOND, 900) },
    approval: {
      state: "waiting",
      mark: "1/2",
      blocked: "1 of 2 has said yes. Waits for one more until 12:47.",
      why: "A change to production needs two people who did not make it.",
      source: "safety-handbook.md:212",
      visits: [{ visit: 1, enteredAt: NOW - 13 * MINUTE }],
      approval: approvalOf(approval),
    },
  };
  const run = runOf(["asked", "ready", "gate", "approval"], samples, {
    status: "waits for approval, 1 of 2",
    steers: ["pause", "abort"],
  });
  return snapshotOf(RELEASE, samples, run);
}

/** The same once it is through. */
export function releaseDone(): PanelSnapshot {
  const samples: Record<string, Partial<NodeView>> = {};
  const way = ["asked", "ready", "gate", "approval", "set", "roll", "watch", "done"] as const;
  way.forEach((id, index) => (samples[id] = passed((10 - index) * MINUTE, MINUTE, "pass")));
  for (const id of ["ask", "restore", "back", "undone", "blocked", "refused", "failed"])
    samples[id] = { state: "skipped" };
  const run = runOf([...way], samples, { status: "completed in 24 min", ended: "completed" });
  return snapshotOf(RELEASE, samples, run);
}

/** The same graph as a document holds it, half finished. */
export function documentWithProblems(): PanelSnapshot {
  return snapshotOf(RELEASE, {}, undefined, [
    { message: "roll leads back to gate without a counter.", node: "roll", line: 41, column: 5 },
    { message: "Nothing leads to lost.", line: 77 },
  ]);
}

function runOf(
  way: readonly (keyof typeof NODES)[],
  samples: Readonly<Record<string, Partial<NodeView>>>,
  more: Partial<RunView>,
): RunView {
  const timeline = way.map((node): TimelineStep => {
    const view = samples[node];
    const { visit: _visit, ...times } = view?.visits?.at(-1) ?? { visit: 1, enteredAt: NOW };
    return {
      node,
      label: NODES[node].label,
      kind: NODES[node].kind,
      ...times,
      ...(view?.countsDownTo === undefined ? {} : { countsDownTo: view.countsDownTo }),
    };
  });
  return {
    run: "41",
    status: "",
    production: true,
    paused: false,
    steers: [],
    timeline,
    gaps: [],
    way: [...way],
    ...more,
  };
}
