import { expect, test } from "vitest";
import type { ServerDiff } from "../../../../src/engine/change/serverDiff.ts";
import { reviewText } from "../../../../src/host/documents/reviewText.ts";
import { BOB } from "../../core/support/samples.ts";
import { waiting, walkerTo } from "../support/runs.ts";

const { state } = waiting();
const approval = state.approval!;
const manifest = (image: string) => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web", namespace: "shop", labels: {} },
  spec: { template: { spec: { containers: [{ name: "web", image }] } } },
});
const diff = (hash: string, image = "shop/web:1.9.0"): ServerDiff => ({
  hash,
  workloads: [
    { workload: { kind: "Deployment", name: "web" }, before: manifest("shop/web:1.8.2"), after: manifest(image) },
  ],
});
const withPassword = (value: string) => ({
  template: { spec: { containers: [{ name: "web", env: [{ name: "PASSWORD", value }] }] } },
});
const bound = approval.binding.manifestHash;

test("names who asked, the images, the fields that change, the evidence and the deadline", () => {
  const text = reviewText(state, approval, { diff: diff(bound) }, "UTC");
  expect(text).toContain("spec\\.template\\.spec\\.containers\\[web\\]\\.image");
  expect(text).toContain("shop/web\\:1\\.8\\.2");
  for (const { evidence } of state.evidence) expect(text).toContain(`| ${evidence.check.replaceAll("-", "\\-")} |`);
  expect(text).toMatch(/It expires at/u);
});

test("says that the store is an attestation", () => {
  expect(reviewText(state, approval, { diff: diff(bound) })).toContain("an attestation, not a proof");
});

test("says when the diff is no longer the one that was asked about", () => {
  expect(reviewText(state, approval, { diff: diff("another") })).toContain("the workload has changed since");
  expect(reviewText(state, approval, { diff: diff(bound) })).not.toContain("the workload has changed since");
});

test("a changed value of an environment variable is seen to change, and is not shown", () => {
  const workload = { kind: "Deployment", name: "web" } as const;
  const [before, after] = [manifest("x"), manifest("x")];
  const workloads = [
    { workload, before: { ...before, spec: withPassword("old") }, after: { ...after, spec: withPassword("hunter2") } },
  ];
  const text = reviewText(state, approval, { diff: { hash: bound, workloads } });
  expect(text).toContain("env\\[PASSWORD\\]\\.value");
  expect(text).toContain("hidden f52fbd32");
  expect(text).not.toContain("hunter2");
});

test("says why the diff cannot be had", () => {
  expect(reviewText(state, approval, { problem: "kind did not answer." })).toContain("kind did not answer");
});

test("markup from outside stays words", () => {
  const evil = "x | [run](command:evil) <img src=x> ![](http://x)";
  const text = reviewText(state, approval, { diff: diff(bound, evil) });
  expect(text).not.toContain("[run](command:evil)");
  expect(text).not.toMatch(/(?<!\\)<img/u);
});

test("says the risk, the worst first, and that an override is one", () => {
  const decision = { by: BOB, answer: "override", comment: "Down", bindingHash: bound, request: "1" } as const;
  const [first] = state.evidence;
  const doubtful = { ...first!, evidence: { ...first!.evidence, verdict: "inconclusive" as const } };
  const asked = { ...approval, decisions: [decision] };
  const text = reviewText({ ...state, evidence: [doubtful] }, asked, { diff: diff(bound) });
  expect(text).toContain("**Risk: high.** One check is not a pass");
  expect(text).toMatch(/\| override \| Down \|/u);
  expect(text).toContain("0 of 1 approvals are given");
});

test("a request that is over does not look as if it waited", () => {
  const done = walkerTo().until(({ ended }) => ended !== undefined);
  const asked = done.asked[0]!;
  const text = reviewText(done, asked, { diff: diff("another") });
  expect(text).toContain("does not wait for an answer any more");
  expect(text).not.toMatch(/It expires at|A yes would be voided|What a yes means/u);
});
