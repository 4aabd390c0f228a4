import { describe, expect, it } from "vitest";
import { judgeRehearsal } from "../../../../src/core/gates/rules/rehearsed.ts";
import { judgeRollbackTime } from "../../../../src/core/gates/rules/rollbackTime.ts";
import { judgeStaging, lastRunOf, type StagingFacts } from "../../../../src/core/gates/rules/stagingVerified.ts";
import { judgeWayBack } from "../../../../src/core/gates/rules/wayBackVerified.ts";
import { shapeOf } from "../../../../src/core/gates/rules/walkedBack.ts";
import type { ImageChange } from "../../../../src/core/run/release.ts";
import type { RunState } from "../../../../src/core/run/state.ts";
import { planned, WEB, WORKER } from "../support/samples.ts";

const NOW = 1_767_225_600_000;
const HOUR = 3_600_000;
const IMAGE = "shop/web:1.9.0";
const DIGEST = `shop/web@sha256:${"a".repeat(64)}`;
const GRAPH = planned();
const BACK = GRAPH.nodes.find((node) => node.kind === "action" && node.back === true)?.id ?? "";
const EMBEDDED = "v1.36.3+tidegate";

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
  readonly servers?: RunState["servers"];
  /** Seconds that the way back took. */
  readonly took?: number;
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
    servers: of.servers ?? ["v1.36.3"],
    path: of.took === undefined ? [] : [step("set-deployment-web", at - HOUR), step(BACK, at - of.took * 1000)],
    intents: outcome === "blocked" ? [] : [{ node: of.node ?? "set-deployment-web", status: "done" }],
    verified: verified ? [{ workload: WEB, revision }] : [],
    evidence: of.digest === undefined ? [] : [{ node: "gate", visit: 1, evidence }],
    ended: { outcome, message: "So it ended.", at },
    lastEventAt: at,
  } as unknown as RunState;
}

function step(node: string, enteredAt: number) {
  return { node, visit: 1, outcome: "done", message: "", enteredAt, leftAt: enteredAt + 1 };
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

const rehearsal = (runs: readonly RunState[], graph = GRAPH) =>
  judgeRehearsal(86_400, { application: "shop", graph, runs, now: NOW });

describe("rehearsed", () => {
  const embedded = { context: "any", servers: [EMBEDDED], node: BACK, outcome: "rolled-back" } as const;

  it.each([
    ["pass", "Rehearsed", past(embedded)],
    ["pass", "Rehearsed", past({ ...embedded, servers: [EMBEDDED, EMBEDDED] })],
    ["inconclusive", "NotRehearsed", past({ ...embedded, servers: ["v1.36.3"], context: "tidegate-sandbox" })],
    ["inconclusive", "NotRehearsed", past({ ...embedded, servers: ["v1.36.3+k3s1"], context: "tidegate-sandbox" })],
    ["inconclusive", "NotRehearsed", past({ ...embedded, servers: [], context: "tidegate-sandbox" })],
    ["inconclusive", "NotRehearsed", past({ ...embedded, servers: [EMBEDDED, undefined] })],
    ["inconclusive", "NotRehearsed", past({ ...embedded, servers: [EMBEDDED, "v1.36.3"] })],
    ["inconclusive", "NotRehearsed", past({ ...embedded, application: "other" })],
    ["inconclusive", "NotRehearsed", past({ ...embedded, node: "set-deployment-web" })],
    ["fail", "RehearsalFailed", past({ ...embedded, outcome: "failed" })],
    ["inconclusive", "Stale", past({ ...embedded, agoHours: 25 })],
  ] as const)("%s: %s", (verdict, reason, run) => {
    expect(rehearsal([run])).toMatchObject({ verdict, reason });
  });

  it("counts only for the same workloads in the same order, whatever stands before them", () => {
    const gated = planned({ gate: ["git-clean"], approval: undefined });
    expect(shapeOf(gated)).toBe(shapeOf(GRAPH));
    expect(rehearsal([past(embedded)], gated)).toMatchObject({ verdict: "pass" });
    expect(rehearsal([past(embedded)], planned({}, [WEB]))).toMatchObject({ reason: "NotRehearsed" });
    expect(rehearsal([past(embedded)], planned({}, [WORKER, WEB]))).toMatchObject({ reason: "NotRehearsed" });
  });
});

const timed = (...runs: readonly RunState[]) =>
  judgeRollbackTime(
    { kind: "rollback-time", seconds: 300, maxAge: 86_400 },
    { application: "shop", graph: GRAPH, runs, now: NOW },
  );

describe("the time of the way back", () => {
  const back = { node: BACK, outcome: "rolled-back", took: 240 } as const;
  const rehearsedBack = { ...back, servers: [EMBEDDED] };

  it.each([
    ["pass", "BackInTime", [past(back)]],
    ["pass", "BackInTime", [past({ ...back, took: 300 })]],
    ["fail", "BackTooLate", [past({ ...back, took: 300.001 })]],
    ["pass", "BackInTime", [past(rehearsedBack)]],
    ["fail", "BackTooLate", [past({ ...rehearsedBack, took: 301 })]],
    ["fail", "RollbackFailed", [past({ ...back, outcome: "failed" })]],
    ["inconclusive", "NotTimed", []],
    ["inconclusive", "NotTimed", [past({ ...back, application: "other" })]],
    ["inconclusive", "NotTimed", [past({ ...back, node: "set-deployment-web" })]],
    ["inconclusive", "NotTimed", [past({ node: BACK, outcome: "rolled-back" })]],
    ["inconclusive", "Stale", [past({ ...back, agoHours: 25 })]],
  ] as const)("%s: %s", (verdict, reason, runs) => {
    expect(timed(...runs)).toMatchObject({ verdict, reason });
  });

  it("counts what happened before what was rehearsed, and the newest of either", () => {
    const slow = past({ ...back, run: "1", took: 400, agoHours: 5 });
    const rehearsed = past({ ...rehearsedBack, run: "2", agoHours: 1 });
    expect(timed(rehearsed, slow)).toMatchObject({ verdict: "fail", measure: { value: 400, bound: 300, unit: "s" } });
    expect(timed(rehearsed, slow, past({ ...back, run: "3", agoHours: 4 }))).toMatchObject({ facts: { run: "3" } });
    expect(timed(rehearsed, past({ ...back, took: 400, agoHours: 30 })).message).toContain("embedded cluster");
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
