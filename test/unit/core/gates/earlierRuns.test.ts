import { describe, expect, it } from "vitest";
import { judgeRehearsal, shapeOf } from "../../../../src/core/gates/rules/rehearsed.ts";
import { judgeStaging, lastRunOf, type StagingFacts } from "../../../../src/core/gates/rules/stagingVerified.ts";
import { judgeWayBack } from "../../../../src/core/gates/rules/wayBackVerified.ts";
import type { ImageChange } from "../../../../src/core/run/release.ts";
import type { RunState } from "../../../../src/core/run/state.ts";
import { planned, WEB, WORKER } from "../support/samples.ts";

const NOW = 1_767_225_600_000;
const HOUR = 3_600_000;
const IMAGE = "shop/web:1.9.0";
const DIGEST = `shop/web@sha256:${"a".repeat(64)}`;
const GRAPH = planned();

interface Past {
  readonly run?: string;
  readonly environment?: string;
  readonly context?: string;
  readonly application?: string;
  readonly image?: string;
  readonly outcome?: "completed" | "rolled-back" | "failed" | "blocked";
  readonly agoHours?: number;
  readonly verified?: boolean;
  readonly digest?: string;
  readonly node?: string;
}

/** A run that is over, as far as the rules look at it. */
function past(of: Past = {}): RunState {
  const { image = IMAGE, outcome = "completed", agoHours = 1, verified = outcome === "completed" } = of;
  const at = NOW - agoHours * HOUR;
  const revision = { revision: "2", templateHash: "t", images: { app: image } };
  const evidence = { check: "images-present", facts: { [image]: of.digest ?? "" } };
  return {
    run: of.run ?? "7",
    release: {
      application: of.application ?? "shop",
      environment: of.environment ?? "staging",
      context: of.context ?? "c",
      changes: changesTo(image),
    },
    graph: GRAPH,
    intents: outcome === "blocked" ? [] : [{ node: of.node ?? "set-deployment-web", status: "done" }],
    verified: verified ? [{ workload: WEB, revision }] : [],
    evidence: of.digest === undefined ? [] : [{ node: "gate", visit: 1, evidence }],
    ended: { outcome, message: "So it ended.", at },
    lastEventAt: at,
  } as unknown as RunState;
}

function changesTo(image: string): readonly ImageChange[] {
  return [{ workload: WEB, container: "app", from: "shop/web:1.8.0", to: image }];
}

function staging(runs: readonly RunState[], image = IMAGE, digestsNow: StagingFacts["digestsNow"] = {}) {
  const release = { application: "shop", changes: changesTo(image) };
  return judgeStaging(
    { kind: "staging", environment: "staging", maxAge: 86_400 },
    { release, runs, digestsNow, now: NOW },
  );
}

describe("verified in staging", () => {
  it.each([
    ["pass", "Verified", [past()]],
    ["inconclusive", "NotVerified", []],
    ["inconclusive", "NotVerified", [past({ environment: "test" })]],
    ["inconclusive", "NotVerified", [past({ application: "other" })]],
    ["inconclusive", "NotVerified", [past({ image: "shop/web:1.8.9" })]],
    ["inconclusive", "NotVerified", [past({ outcome: "blocked" })]],
    ["fail", "NotProved", [past({ outcome: "rolled-back" })]],
    ["fail", "NotProved", [past({ verified: false })]],
    ["fail", "NotProved", [past({ outcome: "failed", agoHours: 1 }), past({ agoHours: 5 })]],
    ["pass", "Verified", [past({ agoHours: 1 }), past({ outcome: "failed", agoHours: 5 })]],
    ["inconclusive", "Stale", [past({ agoHours: 25 })]],
  ] as const)("%s: %s", (verdict, reason, runs) => {
    expect(staging(runs)).toMatchObject({ verdict, reason });
  });

  it("is in doubt for a tag that moves, unless its digest is known to be the same", () => {
    const moving = "shop/web:latest";
    expect(staging([past({ image: moving })], moving)).toMatchObject({ reason: "TagMoves" });
    expect(staging([past({ image: moving, digest: "sha256:1" })], moving)).toMatchObject({ reason: "TagMoves" });
    expect(staging([past({ image: moving, digest: "sha256:1" })], moving, { [moving]: "sha256:1" })).toMatchObject({
      verdict: "pass",
    });
    expect(staging([past({ digest: "sha256:1" })], IMAGE, { [IMAGE]: "sha256:2" })).toMatchObject({
      reason: "TagMoved",
    });
    expect(staging([past({ image: DIGEST })], DIGEST)).toMatchObject({ verdict: "pass" });
  });

  it("says whether it still runs there", () => {
    expect(staging([past()]).message).toContain("still runs there");
    const later = past({ run: "8", image: "shop/web:2.0.0", agoHours: 0.5 });
    expect(staging([later, past()]).message).toContain("Run 8 has changed staging since.");
  });

  it("counts the last run of an image, whatever the order that runs are read in", () => {
    const runs = [past({ run: "1", agoHours: 9 }), past({ run: "3", agoHours: 1 }), past({ run: "2", agoHours: 5 })];
    expect(lastRunOf({ release: { application: "shop", changes: changesTo(IMAGE) }, runs }, "staging")?.run).toBe("3");
  });
});

describe("rehearsed", () => {
  const back = GRAPH.nodes.find((node) => node.kind === "action" && node.back === true)?.id ?? "";
  const embedded = { context: "tidegate-sandbox", node: back, outcome: "rolled-back" } as const;
  const judge = (runs: readonly RunState[], graph = GRAPH) =>
    judgeRehearsal(86_400, { application: "shop", graph, runs, now: NOW });

  it.each([
    ["pass", "Rehearsed", past(embedded)],
    ["inconclusive", "NotRehearsed", past({ ...embedded, context: "production" })],
    ["inconclusive", "NotRehearsed", past({ ...embedded, application: "other" })],
    ["inconclusive", "NotRehearsed", past({ ...embedded, node: "set-deployment-web" })],
    ["fail", "RehearsalFailed", past({ ...embedded, outcome: "failed" })],
    ["inconclusive", "Stale", past({ ...embedded, agoHours: 25 })],
  ] as const)("%s: %s", (verdict, reason, run) => {
    expect(judge([run])).toMatchObject({ verdict, reason });
  });

  it("counts only for the same workloads in the same order, whatever stands before them", () => {
    const gated = planned({ gate: ["git-clean"], approval: undefined });
    expect(shapeOf(gated)).toBe(shapeOf(GRAPH));
    expect(judge([past(embedded)], gated)).toMatchObject({ verdict: "pass" });
    expect(judge([past(embedded)], planned({}, [WEB]))).toMatchObject({ reason: "NotRehearsed" });
    expect(judge([past(embedded)], planned({}, [WORKER, WEB]))).toMatchObject({ reason: "NotRehearsed" });
  });
});

describe("the way back", () => {
  const to = { revision: "3", templateHash: "t", images: {} };
  const known = { workload: WEB, to, provedBy: "5", kept: true };

  it.each([
    ["pass", "Proved", [known]],
    ["inconclusive", "NothingChanges", []],
    ["fail", "NoWayBack", [known, { ...known, workload: WORKER, to: undefined }]],
    ["fail", "Unproved", [{ ...known, provedBy: undefined }]],
    ["fail", "Lost", [{ ...known, kept: false }]],
  ] as const)("%s: %s", (verdict, reason, facts) => {
    expect(judgeWayBack(facts)).toMatchObject({ verdict, reason });
  });
});
