import { beforeEach, describe, expect, test } from "vitest";
import { ManualClock } from "../../../../src/base/clock.ts";
import { digest } from "../../../../src/base/hash.ts";
import { Fault } from "../../../../src/base/result.ts";
import type { Graph } from "../../../../src/core/graph/graph.ts";
import type { Deployment } from "../../../../src/core/rollout/objects.ts";
import { templateHash } from "../../../../src/core/rollout/template.ts";
import type { Effect } from "../../../../src/core/run/effect.ts";
import type { RunEvent } from "../../../../src/core/run/event.ts";
import type { RunState } from "../../../../src/core/run/state.ts";
import { serverDiff } from "../../../../src/engine/change/serverDiff.ts";
import { withImages } from "../../../../src/engine/change/setImages.ts";
import { performAction } from "../../../../src/engine/effects/performAction.ts";
import { prepareAction } from "../../../../src/engine/effects/prepareAction.ts";
import { type EnvironmentLock, noLock } from "../../../../src/engine/environmentLock.ts";
import type { RunPorts } from "../../../../src/engine/runPorts.ts";
import { type MemoryCluster, memoryCluster } from "../../../support/memoryCluster.ts";
import { deploymentOf } from "../../../support/workloads.ts";

const WEB = { kind: "Deployment", name: "web" } as const;
const ACTION = { type: "set-image", workload: WEB, images: { app: "shop/web:2.0.0" } } as const;
const STATE = {
  run: "1",
  nonce: "ab".repeat(16),
  intents: [],
  release: { namespace: "shop", environment: "live" },
  graph: { nodes: [{ kind: "action", id: "set", action: ACTION }], edges: [] },
} as unknown as RunState;

let memory: MemoryCluster;
let clock: ManualClock;

beforeEach(() => {
  memory = memoryCluster();
  clock = new ManualClock();
  const made = deploymentOf({ name: "web", namespace: "shop" });
  memory.put({ ...made, metadata: { ...made.metadata, uid: "u-1", generation: 1 } });
});

function ports(lock: EnvironmentLock = noLock): RunPorts {
  return { cluster: memory.cluster, clock, lock } as unknown as RunPorts;
}

function web(): Deployment {
  return memory.get("web") as Deployment;
}

/** The effect as the run asks for it after the intent was written. */
function effect(): Extract<Effect, { type: "perform-action" }> {
  const before = templateHash(web().spec.template);
  const after = templateHash(withImages(web().spec.template, ACTION.images));
  const intent = { node: "set", visit: 1, workload: WEB, before, after, status: "intended" as const };
  return { type: "perform-action", node: "set", visit: 1, action: ACTION, intent };
}

function byHand(image: string): void {
  const object = web();
  memory.put({
    ...object,
    spec: { ...object.spec, template: withImages(object.spec.template, { app: image }) },
  });
}

function perform(asked: ReturnType<typeof effect>, lock?: EnvironmentLock): Promise<RunEvent[]> {
  return performAction(ports(lock), STATE, asked);
}

describe("an intent", () => {
  test("is made true by one write, marked as this step's, and pinned", async () => {
    const events = await perform(effect());
    const pin = { uid: "u-1", generation: 2, writtenAt: clock.now() };
    expect(events).toEqual([{ type: "action-done", node: "set", workload: WEB, pin, changed: true }]);
    expect(memory.writes).toBe(1);
    expect(web().metadata.annotations).toMatchObject({ "tidegate.dev/run": `1/${"ab".repeat(8)}/set/1` });
  });

  test("whose write arrived unnoticed is noted and not written again", async () => {
    const asked = effect();
    memory.afterWrite = () => {
      throw new Fault("Timeout", "No answer.");
    };
    const written = clock.now();
    await expect(perform(asked)).rejects.toMatchObject({ reason: "Timeout" });
    clock.advance(60_000);
    expect(await perform(asked)).toMatchObject([{ type: "action-done", changed: true, pin: { writtenAt: written } }]);
    expect(memory.writes).toBe(1);
  });

  test("that someone else made true is noted as no change of this run", async () => {
    const asked = effect();
    byHand("shop/web:2.0.0");
    expect(await perform(asked)).toMatchObject([{ type: "action-done", changed: false }]);
    expect(memory.writes).toBe(0);
  });

  test("is not forced on a workload that someone else changed", async () => {
    const asked = effect();
    byHand("shop/web:1.5.0");
    expect(await perform(asked)).toMatchObject([{ type: "action-failed", reason: "ChangedByOthers" }]);
    expect(memory.writes).toBe(0);
  });

  test("is written against a fresh read when a controller came in between", async () => {
    let left = 3;
    memory.beforeWrite = () => {
      left -= 1;
      if (left >= 0) memory.put({ ...web(), status: { replicas: left } });
    };
    expect(await perform(effect())).toMatchObject([{ type: "action-done", changed: true }]);
    expect(memory.writes).toBe(1);
  });

  test("ends as failed where others never stop writing", async () => {
    memory.beforeWrite = () => memory.put(web());
    expect(await perform(effect())).toMatchObject([{ type: "action-failed", reason: "Contended" }]);
    expect(memory.writes).toBe(0);
  });

  test.each(["Forbidden", "Invalid"])("that the server refuses as %s has failed", async (reason) => {
    memory.beforeWrite = () => {
      throw new Fault(reason, "No.");
    };
    expect(await perform(effect())).toMatchObject([{ type: "action-failed", reason }]);
  });

  test.each(["Unreachable", "Timeout", "ServerError", "Unauthorized"])("is left open by %s", async (reason) => {
    memory.beforeWrite = () => {
      throw new Fault(reason, "Who knows.");
    };
    await expect(perform(effect())).rejects.toMatchObject({ reason });
  });

  test("is not followed while someone else holds the environment", async () => {
    const held: EnvironmentLock = { ...noLock, take: async () => ({ state: "held", holder: "Bob" }) };
    expect(await perform(effect(), held)).toMatchObject([{ type: "action-failed", reason: "EnvironmentHeld" }]);
    expect(memory.writes).toBe(0);
  });

  test("waits while nobody can say who holds the environment; the way back does not", async () => {
    const unknown: EnvironmentLock = { ...noLock, take: async () => ({ state: "unknown", why: "No answer." }) };
    await expect(perform(effect(), unknown)).rejects.toMatchObject({ reason: "Unreachable" });
    expect(memory.writes).toBe(0);
    const asked = effect();
    const to = { revision: "1", templateHash: asked.intent.after, images: ACTION.images };
    const back = { ...asked, action: { type: "restore", workload: WEB, to } as const };
    expect(await perform(back, unknown)).toMatchObject([{ type: "action-failed", reason: "RevisionGone" }]);
  });

  test("is followed no later than its approval lasts, unless its write had arrived", async () => {
    const policy = { required: 1, selfApproval: false, expiresAfterSeconds: 60 };
    const set = { kind: "action", id: "set", approval: "approve", action: ACTION };
    const nodes = [{ kind: "approval", id: "approve", policy }, set];
    const given = { node: "approve", visit: 1, outcome: "approved", leftAt: clock.now() };
    const state = { ...STATE, graph: { nodes, edges: [] }, path: [given] } as unknown as RunState;
    const asked = effect();
    clock.advance(60_000);
    expect(await performAction(ports(), state, asked)).toMatchObject([{ reason: "ApprovalOutdated" }]);
    expect(memory.writes).toBe(0);
    byHand("shop/web:2.0.0");
    expect(await performAction(ports(), state, asked)).toMatchObject([{ type: "action-done" }]);
  });

  test("of the way back does not wait for whoever holds the environment", async () => {
    const held: EnvironmentLock = { ...noLock, take: () => Promise.resolve({ state: "held", holder: "run 7" }) };
    const action = { type: "scale", workload: WEB, from: 4, to: 1 } as const;
    const nodes = [{ kind: "action", id: "back", back: true, action }];
    const state = { ...STATE, graph: { nodes, edges: [] } } as unknown as RunState;
    memory.put({ ...web(), spec: { ...web().spec, replicas: 4 } });
    const asked = { type: "perform-action", node: "back", visit: 1, action } as const;
    const intent = { node: "back", visit: 1, workload: WEB, status: "intended" } as const;
    const [before, after] = [4, 1].map((replicas) => digest({ replicas }));
    const back = { ...asked, intent: { ...intent, before: before ?? "", after: after ?? "" } };
    expect(await performAction(ports(held), state, back)).toMatchObject([{ type: "action-done" }]);
    expect(web().spec.replicas).toBe(1);
  });

  test("is not followed on a paused Deployment, where it would do nothing", async () => {
    memory.put({ ...web(), spec: { ...web().spec, paused: true } });
    expect(await perform(effect())).toMatchObject([{ type: "action-failed", reason: "Paused" }]);
  });

  test("is found without a write, and fails where the container is not there", async () => {
    const asked = { type: "prepare-action", node: "set", visit: 1, action: ACTION } as const;
    const { before, after } = effect().intent;
    expect(await prepareAction(ports(), STATE, asked)).toEqual([
      { type: "action-intended", node: "set", workload: WEB, before, after },
    ]);
    const strange = { ...asked, action: { ...ACTION, images: { sidecar: "x" } } };
    expect(await prepareAction(ports(), STATE, strange)).toMatchObject([{ reason: "ContainerMissing" }]);
    expect(memory.writes).toBe(0);
  });

  test("is found only of what was approved, however long ago the approval was checked", async () => {
    const graph = {
      nodes: [{ kind: "action", id: "set", approval: "approve", action: ACTION }],
      edges: [],
    } as unknown as Graph;
    const { hash } = await serverDiff(memory.cluster, "shop", graph);
    const state = { ...STATE, graph, granted: { binding: { manifestHash: hash } } } as RunState;
    const asked = { type: "prepare-action", node: "set", visit: 1, action: ACTION } as const;
    expect(await prepareAction(ports(), state, asked)).toMatchObject([{ type: "action-intended" }]);
    byHand("shop/web:1.9.9");
    expect(await prepareAction(ports(), state, asked)).toMatchObject([
      { type: "action-failed", reason: "ApprovalOutdated" },
    ]);
  });
});

/** The lock of a run that holds its environment. */
function holding(fence: number | undefined): EnvironmentLock {
  return { ...noLock, fence, contested: true, take: () => Promise.resolve({ state: "own" }) };
}

describe("a fence on a workload", () => {
  const FENCE = "tidegate.dev/fence";
  const OWN = `1/${"ab".repeat(8)}`;
  function fenced(value: string): void {
    const object = web();
    memory.put({ ...object, metadata: { ...object.metadata, annotations: { [FENCE]: value } } });
  }

  test("is written with the change, by the number of the lease", async () => {
    expect(await perform(effect(), holding(7))).toMatchObject([{ type: "action-done" }]);
    expect(web().metadata.annotations?.[FENCE]).toBe(`7 ${OWN}`);
  });

  test("is put there before it is decided what to write, and is no change", async () => {
    const [intended] = await prepareAction(ports(holding(7)), STATE, { ...effect(), type: "prepare-action" });
    expect(intended).toMatchObject({ type: "action-intended", before: templateHash(web().spec.template) });
    expect(web().metadata).toMatchObject({ annotations: { [FENCE]: `7 ${OWN}` }, generation: 1 });
    const { writes } = memory;
    await prepareAction(ports(holding(7)), STATE, { ...effect(), type: "prepare-action" });
    expect(memory.writes).toBe(writes);
  });

  test.each([
    ["another run that came later", "8 2/ffff", 7],
    ["another run that believes the same", "7 2/ffff", 7],
    ["a later runner of this run", `8 ${OWN}`, 7],
  ])("of %s refuses the write and the plan of it", async (_who, value, fence) => {
    const asked = effect();
    fenced(value);
    expect(await perform(asked, holding(fence))).toMatchObject([{ type: "action-failed", reason: "Fenced" }]);
    const prepared = await prepareAction(ports(holding(fence)), STATE, { ...asked, type: "prepare-action" });
    expect(prepared).toMatchObject([{ type: "action-failed", reason: "Fenced" }]);
    expect(memory.writes).toBe(0);
  });

  test.each([
    ["an earlier run", "6 2/ffff", 7],
    ["an earlier runner of this run", `6 ${OWN}`, 7],
    ["this very runner", `7 ${OWN}`, 7],
    ["this run, before its new runner holds the lease again", `7 ${OWN}`, undefined],
    ["nobody: it is no number", "x 2/ffff", 7],
    ["nobody: no lease counts so far", "9999999999 2/ffff", 7],
  ])("of %s lets it through", async (_who, value, fence) => {
    const asked = effect();
    fenced(value);
    expect(await perform(asked, holding(fence))).toMatchObject([{ type: "action-done" }]);
  });

  test("that is raised between the read and the write refuses it, on the way back as well", async () => {
    const asked = effect();
    const before = templateHash(web().spec.template);
    memory.beforeWrite = () => {
      memory.beforeWrite = () => undefined;
      fenced("8 2/ffff");
    };
    expect(await perform(asked, holding(7))).toMatchObject([{ type: "action-failed", reason: "Fenced" }]);
    const back = {
      ...STATE,
      graph: { nodes: [{ kind: "action", id: "set", back: true, action: ACTION }], edges: [] },
    } as unknown as RunState;
    expect(await performAction(ports(holding(7)), back, asked)).toMatchObject([{ reason: "Fenced" }]);
    expect(templateHash(web().spec.template)).toBe(before);
    expect(memory.writes).toBe(0);
  });

  test("of somebody who came after the first change keeps the run out for good, though it holds the environment again", async () => {
    const asked = effect();
    fenced("8 2/ffff");
    const away = { ...STATE, intents: [{ ...asked.intent, fence: 7 }] } as unknown as RunState;
    expect(await performAction(ports(holding(9)), away, asked)).toMatchObject([{ reason: "Fenced" }]);
    fenced("6 2/ffff");
    expect(await performAction(ports(holding(9)), away, asked)).toMatchObject([{ type: "action-done" }]);
  });

  test("of somebody else keeps out a runner that has no lease, unless nothing can be locked here", async () => {
    const asked = effect();
    fenced("8 2/ffff");
    const back = {
      ...STATE,
      graph: { nodes: [{ kind: "action", id: "set", back: true, action: ACTION }], edges: [] },
    } as unknown as RunState;
    const held: EnvironmentLock = { ...noLock, take: async () => ({ state: "held", holder: "Bob" }) };
    expect(await performAction(ports(held), back, asked)).toMatchObject([{ reason: "Fenced" }]);
    const unknown: EnvironmentLock = { ...noLock, take: async () => ({ state: "unknown", why: "No answer." }) };
    await expect(performAction(ports(unknown), back, asked)).rejects.toMatchObject({ reason: "Unreachable" });
    expect(await performAction(ports(noLock), back, asked)).toMatchObject([{ type: "action-done" }]);
  });
});

test("a run that took its environment from nobody writes nothing before its intent", async () => {
  const lock = { ...holding(7), contested: false };
  expect(await prepareAction(ports(lock), STATE, { ...effect(), type: "prepare-action" })).toMatchObject([
    { fence: 7 },
  ]);
  expect(memory.writes).toBe(0);
});
