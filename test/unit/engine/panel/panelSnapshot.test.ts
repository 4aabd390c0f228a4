import { describe, expect, it } from "vitest";
import { bindingHash } from "../../../../src/core/approvals/binding.ts";
import { ANN, BOB, CAT } from "../../core/support/samples.ts";
import { answerTo } from "../../core/support/walker.ts";
import { inState, node, release, seen, seenBy } from "./support.ts";

const TWO = { approval: { required: 2, selfApproval: false, expires: 3600, strict: false } };

describe("the panel of a run that waits for an approval", () => {
  const run = release(TWO);
  run.until((state) => state.approval !== undefined);

  it("says where it is, what it passed and what is still ahead", () => {
    const snapshot = seenBy(BOB, run);
    expect(inState(snapshot, "waiting")).toEqual(["approve"]);
    expect(inState(snapshot, "passed")).toEqual(["start", "ready", "gate"]);
    expect(inState(snapshot, "failed")).toEqual([]);
    expect(inState(snapshot, "ahead")).toContain("verified");
    expect(snapshot.run?.way).toEqual(["start", "ready", "gate", "approve"]);
    expect(snapshot.title).toBe("shop → production 1.9.0");
    expect(snapshot.run?.status).toBe("waits for approval, 0 of 2");
  });

  it("shows what a yes is bound to, that the store is an attestation, and how many are missing", () => {
    const { approval, mark, blocked } = node(seenBy(BOB, run), "approve");
    expect(mark).toBe("0/2");
    expect(blocked).toBe("Nobody has approved yet; 2 more approvals are needed.");
    expect(approval).toMatchObject({ state: "waiting", required: 2, requestedBy: ANN.name, strict: false });
    expect(approval?.store).toMatch(/attestation/u);
    const facts = Object.fromEntries((approval?.facts ?? []).map(({ name, value }) => [name, value]));
    const { binding } = run.state.approval!;
    expect(facts).toMatchObject({
      Application: "shop",
      Environment: "production",
      "Cluster and namespace": "east/shop",
      "web, main": "registry.local/web:1.8.2 → registry.local/web:1.9.0",
      Run: "41",
      "Manifests (SHA-256)": binding.manifestHash,
      "Evidence (SHA-256)": binding.evidenceHash,
      "Plan (SHA-256)": binding.strategyHash,
    });
  });

  it("lets somebody else answer, and tells the requester why not", () => {
    expect(node(seenBy(BOB, run), "approve").approval).toMatchObject({ mayAnswer: true, mayWithdraw: false });
    const own = node(seenBy(ANN, run), "approve").approval;
    expect(own).toMatchObject({ mayAnswer: false, mayWithdraw: true, mayOverride: false });
    expect(own?.mayNot).toContain("cannot answer it");
  });

  it("lets nobody do anything about a run that was not started here", () => {
    const snapshot = seenBy(BOB, run, { startedHere: false });
    expect(snapshot.run?.steers).toEqual([]);
    expect(node(snapshot, "approve").approval).toMatchObject({ mayAnswer: false, mayWithdraw: false });
    expect(snapshot.run?.unprotectedSince).toBeUndefined();
  });

  it("says since when nobody watches", () => {
    expect(seenBy(BOB, run, { guarded: false }).run?.unprotectedSince).toBe(run.state.lastEventAt);
    expect(seenBy(BOB, run).run?.unprotectedSince).toBeUndefined();
  });

  it("allows what the rules allow: nothing was changed, so there is nothing to roll back", () => {
    expect(seenBy(BOB, run).run?.steers).toEqual(["pause", "abort"]);
  });
});

describe("the panel of a run over time", () => {
  it("counts an answer, and refuses a second one by the same person", () => {
    const run = release(TWO);
    run.until((state) => state.approval !== undefined);
    run.ask(answerTo(run.state, BOB, "yes-of-bob"));
    const { approval, mark } = node(seenBy(BOB, run), "approve");
    expect(mark).toBe("1/2");
    expect(approval).toMatchObject({ decisions: [{ by: BOB.name, answer: "approve" }], mayAnswer: false });
    expect(approval?.mayNot).toContain("has answered");
  });

  it("pauses and resumes", () => {
    const run = release(TWO);
    run.until((state) => state.approval !== undefined);
    run.ask({ id: "pause-it", by: BOB, type: "intervene", kind: "pause" });
    expect(seenBy(BOB, run).run).toMatchObject({ paused: true, status: "paused", steers: ["resume", "abort"] });
  });

  it("stands at a node that was left while it is paused, and says why", () => {
    const run = release({ approval: { required: 1, selfApproval: false, expires: 3600, strict: false } });
    run.until((state) => state.approval !== undefined);
    run.ask({ id: "pause-it", by: BOB, type: "intervene", kind: "pause" });
    run.ask(answerTo(run.state, CAT, "yes-of-cat"));
    run.until((state) => state.left === "approved");
    const approve = node(seenBy(BOB, run), "approve");
    expect(approve).toMatchObject({ state: "waiting", blocked: "The run is paused. Resume it to go on." });
    expect(approve.approval).toMatchObject({ state: "approved", mayAnswer: false });
    expect(approve.mark).toBe("1/1");
    expect(approve.approval?.decisions).toEqual([{ by: CAT.name, answer: "approve" }]);
    expect(approve.visits.at(-1)).toMatchObject({ outcome: "approved" });
  });

  it("counts a hold down and says which workload is not ready", () => {
    const run = release({ approval: { required: 0, selfApproval: false, expires: 1, strict: false } }, { web: "slow" });
    run.until((state) => state.holdEndsAt !== undefined && state.rollouts.length > 0);
    const snapshot = seenBy(BOB, run);
    const here = node(snapshot, run.state.node!);
    expect(here).toMatchObject({ state: "now", blocked: "web: 1 of 2 updated.", countsDownTo: run.state.holdEndsAt });
    expect(here.rollouts).toEqual([{ workload: "Deployment web", status: "InProgress", message: "1 of 2 updated." }]);
    expect(snapshot.run?.timeline.at(-1)).toMatchObject({ kind: "hold", countsDownTo: run.state.holdEndsAt });
    expect(snapshot.run?.steers).toEqual(["pause", "abort", "rollback"]);
  });

  it("asks what to do about a doomed rollout, with the options that are open", () => {
    const run = release(
      { approval: { required: 0, selfApproval: false, expires: 1, strict: false } },
      { web: "doomed" },
    );
    run.until((state) => state.question !== undefined);
    const snapshot = seenBy(BOB, run);
    const here = node(snapshot, run.state.node!);
    expect(here.question?.waiting).toBe(true);
    expect(here.question?.question).toContain("web is doomed.");
    expect(here.question?.options.map(({ id, open }) => [id, open])).toEqual([
      ["roll-back", true],
      ["keep", true],
      ["wait", true],
    ]);
    expect(inState(snapshot, "failed")).toEqual([run.state.path.at(-1)?.node]);
    const others = snapshot.nodes.filter((one) => one.question !== undefined && one.id !== here.id);
    expect(others.flatMap((one) => one.question?.options ?? []).some((option) => option.open)).toBe(false);
  });

  it("ends at the end, with what was not walked dimmed", () => {
    const run = release({ approval: { required: 0, selfApproval: false, expires: 1, strict: false } });
    run.until((state) => state.node === "verified");
    run.step();
    run.step();
    const snapshot = seenBy(BOB, run);
    expect(snapshot.run).toMatchObject({ ended: "completed", status: "1.9.0 verified", steers: [] });
    expect(node(snapshot, "verified")).toMatchObject({ state: "passed", visits: [{ outcome: "completed" }] });
    expect(snapshot.run?.way.at(-1)).toBe("verified");
    expect(inState(snapshot, "ahead")).toEqual([]);
    expect(inState(snapshot, "skipped")).toContain("rolled-back");
  });

  it("shows what the gate found, where from and when, and what its checks are for", () => {
    const run = release({}, {}, { check: (id) => (id === "git-clean" ? "fail" : "pass") });
    run.until((state) => state.ended !== undefined || state.node === "blocked");
    const gate = node(seenBy(BOB, run), "gate");
    expect(gate.state).toBe("failed");
    expect(gate.checks.find((check) => check.id === "git-clean")).toMatchObject({
      verdict: "fail",
      message: "git-clean fail.",
      source: "test",
      canAttest: false,
    });
    expect(gate.checks.every((check) => check.why !== undefined)).toBe(true);
  });

  it("takes over a withdrawn yes at once", () => {
    const run = release(TWO);
    run.until((state) => state.approval !== undefined);
    run.ask(answerTo(run.state, BOB, "yes-of-bob"));
    expect(node(seenBy(BOB, run), "approve").approval?.mayWithdraw).toBe(true);
    const seenBinding = bindingHash(run.state.approval!.binding);
    run.ask({ id: "back-of-bob", by: BOB, type: "withdraw", node: "approve", bindingHash: seenBinding });
    expect(node(seenBy(BOB, run), "approve").mark).toBe("0/2");
  });

  it("still says who approved, and what, once the yes was used", () => {
    const run = release(TWO);
    run.until((state) => state.approval !== undefined);
    const { binding } = run.state.approval!;
    run.ask(answerTo(run.state, BOB, "yes-of-bob"));
    run.ask(answerTo(run.state, CAT, "yes-of-cat"));
    run.until((state) => state.intents.length > 0);
    const { approval, mark } = node(seenBy(BOB, run), "approve");
    expect(mark).toBe("2/2");
    expect(approval?.decisions.map((one) => one.by)).toEqual([BOB.name, CAT.name]);
    expect(approval?.facts).toContainEqual({ name: "Evidence (SHA-256)", value: binding.evidenceHash });
    expect(approval).toMatchObject({ state: "approved", mayAnswer: false, mayWithdraw: false });
  });

  it("forgets a yes that was taken back before it was used", () => {
    const run = release(TWO);
    run.until((state) => state.approval !== undefined);
    const seenBinding = bindingHash(run.state.approval!.binding);
    run.ask(answerTo(run.state, BOB, "yes-of-bob"));
    run.ask(answerTo(run.state, CAT, "yes-of-cat"));
    run.until((state) => state.left === "approved");
    run.ask({ id: "back-of-bob", by: BOB, type: "withdraw", node: "approve", bindingHash: seenBinding });
    const { approval } = node(seenBy(CAT, run), "approve");
    expect(approval?.decisions.map((one) => one.by)).toEqual([CAT.name]);
  });

  it("shows a run before its first step", () => {
    const snapshot = seen(release().state);
    expect(snapshot.run).toMatchObject({ status: "beginning", way: [], timeline: [] });
    expect(inState(snapshot, "now")).toEqual([]);
    expect(inState(snapshot, "skipped")).toEqual([]);
  });
});
