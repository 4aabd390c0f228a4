import { expect, test } from "vitest";
import { judge } from "../../../../src/core/rollout/judge.ts";
import type { KubeObject } from "../../../../src/core/rollout/objects.ts";
import { templateHash } from "../../../../src/core/rollout/template.ts";
import type { Row } from "../../../../src/host/rows/row.ts";
import type { EnvironmentInput } from "../../../../src/host/views/environments/model/input.ts";
import type { EnvironmentsTarget } from "../../../../src/host/views/environments/model/target.ts";
import { workloadRow } from "../../../../src/host/views/environments/model/workloadRow.ts";
import { deployment, environment, NOW, pod, replicaSet } from "../support/world.ts";

const view = { now: NOW, timeZone: "UTC", filter: "" };

function row(
  objects: readonly KubeObject[],
  rest: Partial<Omit<EnvironmentInput, "snapshot">> = {},
): Row<EnvironmentsTarget> {
  const input = environment(objects, rest);
  const [first] = input.workloads;
  if (first === undefined) throw new Error("The environment has no workload.");
  return workloadRow(first, input, view);
}

/** A rollout from 1.8.2 to 1.9.0 with one new pod that crashes and one that is ready. */
function rolling() {
  const before = replicaSet({ image: "shop/web:1.8.2", revision: 13, desired: 1, minutes: 600 });
  const after = replicaSet({ revision: 14, desired: 2 });
  const crash = pod(after, "crash", { reason: "CrashLoopBackOff", restarts: 4 });
  const objects = [
    deployment({ desired: 3, updated: 2, ready: 2, revision: 14 }),
    before,
    after,
    crash,
    pod(after, "fine"),
    pod(before, "old"),
  ];
  return { objects, before, after };
}

test("a settled workload says version and how many are ready", () => {
  const settled = row([deployment(), replicaSet()]);
  expect([settled.label, settled.description, settled.collapsible]).toEqual([
    "web",
    "1.9.0 · 3 of 3 ready",
    "collapsed",
  ]);
});

test("a rollout says what is updated and what is missing, and stands open", () => {
  expect(row(rolling().objects)).toMatchObject({
    description: "2 of 3 updated · 1 not ready",
    state: "InProgress",
    collapsible: "expanded",
  });
});

test("a new pod that a surge made is missed too", () => {
  const calm = deployment({ desired: 6, updated: 2, ready: 6 });
  const surging = { ...calm, status: { ...calm.status, replicas: 7 } };
  expect(row([surging]).description).toBe("2 of 6 updated · 1 not ready");
  expect(judge(surging).message).toBe("2 of 6 updated, 1 not ready.");
});

test("the new revision stands above the one that still has pods", () => {
  const labels = row(rolling().objects)
    .children?.()
    .map(({ label, description }) => `${label} ${description}`);
  expect(labels).toEqual(["revision 14 1.9.0 · new", "revision 13 1.8.2 · previous · 1 of 1 ready"]);
});

test("a revision that a run found good says so", () => {
  const { objects, before } = rolling();
  const verified = new Set([templateHash(before.spec.template)]);
  expect(row(objects, { verified }).children?.()[1]?.description).toBe("1.8.2 · verified · 1 of 1 ready");
});

test("pods say their trouble in words, or their age", () => {
  const pods = row(rolling().objects).children?.()[0]?.children?.() ?? [];
  expect(pods.map(({ label, description, icon }) => [label, description, icon.id])).toEqual([
    ["web-hash14-crash", "CrashLoopBackOff · exit 1 · 4 restarts", "error"],
    ["web-hash14-fine", "ready · 40 s", "pass-filled"],
  ]);
});

test("a paused workload whose run asks something waits for a decision", () => {
  const run = { run: "1", line: "", waiting: "decision" as const, workloads: ["web"] };
  expect(row([deployment({ paused: true })], { run }).description).toBe("paused · waiting for a decision");
  expect(row([deployment({ paused: true })]).description).toBe("paused · 1.9.0");
});

test("menus see what the kind and its state allow", () => {
  const { contextValue } = row([deployment({ paused: true })]);
  expect(contextValue).toMatch(/;scalable;.*;paused;/u);
  expect(contextValue).not.toContain("pausable");
});

test("without pods or revisions there is nothing to open", () => {
  expect(row([deployment({ desired: 0 })])).toMatchObject({
    collapsible: "none",
    description: "1.9.0 · scaled to zero",
  });
});

test("pods show under the workload where its revisions may not be read", () => {
  const set = replicaSet();
  const { ownerReferences: _owners, ...metadata } = pod(set, "a").metadata;
  const lone = {
    ...pod(set, "a"),
    metadata: {
      ...metadata,
      ownerReferences: [{ apiVersion: "apps/v1", kind: "Deployment", name: "web", uid: "uid-web", controller: true }],
    },
  };
  expect(
    row([deployment(), lone])
      .children?.()
      .map(({ target }) => target.type),
  ).toEqual(["pod"]);
});
