import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nonce } from "../../../src/adapters/process/random.ts";
import { systemClock } from "../../../src/adapters/process/systemClock.ts";
import { bindingHash } from "../../../src/core/approvals/binding.ts";
import type { RunFolder } from "../../../src/core/ports/runStore.ts";
import type { Cluster } from "../../../src/core/rollout/cluster.ts";
import { KINDS } from "../../../src/core/rollout/kinds.ts";
import type { Deployment } from "../../../src/core/rollout/objects.ts";
import type { RunState } from "../../../src/core/run/state.ts";
import { planWorkloadChange, type WorkloadChange } from "../../../src/engine/request/planWorkloadChange.ts";
import { requestRun } from "../../../src/engine/request/requestRun.ts";
import { connectAs, freshNamespace } from "../../support/clusterUnderTest.ts";
import { ANN, CAT, runningWeb, type Shipping, shipping } from "../../support/runUnderTest.ts";
import { deploymentOf } from "../../support/workloads.ts";
import { visitOf } from "../../../src/core/run/visits.ts";
import { journalText } from "../../support/journalText.ts";

/** Scaling and restarting production, where that always needs a yes. */

const WEB = { kind: "Deployment", name: "web" } as const;
const RESTARTED = "kubectl.kubernetes.io/restartedAt";

let cluster: Cluster;

beforeAll(async () => {
  cluster = await connectAs("admin");
});
afterAll(() => cluster.dispose());

async function shop(environment: object = {}): Promise<Shipping> {
  const namespace = await freshNamespace(cluster, "change");
  await runningWeb(cluster, deploymentOf({ name: "web", namespace }));
  return shipping(cluster, namespace, { production: true, ...environment });
}

async function web({ place }: Shipping): Promise<Deployment> {
  const found = await cluster.get<Deployment>({
    kind: KINDS.Deployment,
    namespace: place.config.namespace,
    name: "web",
  });
  if (found === undefined) throw new Error("web is gone");
  return found;
}

async function asked(ship: Shipping, change: WorkloadChange): Promise<{ folder: RunFolder; ended: Promise<RunState> }> {
  const plan = await planWorkloadChange({ cluster }, ship.place, WEB, change, Date.now());
  if (plan === undefined) throw new Error("no yes is needed");
  const git = { state: async () => ({ head: "1", branch: "main", changed: [], authors: [] }) };
  const launcher = { launch: async () => ({ pid: 0 }) };
  const folder = await requestRun({ store: ship.store, git, launcher, clock: systemClock, nonce }, plan, ANN);
  return { folder, ended: ship.walk(folder) };
}

function scaledTo({ place }: Shipping, replicas: number): ReturnType<typeof planWorkloadChange> {
  return planWorkloadChange({ cluster }, place, WEB, { type: "scale", to: replicas }, Date.now());
}

async function say(ship: Shipping, folder: RunFolder, answer: "approve" | "reject" = "approve"): Promise<RunState> {
  const state = await ship.until(folder, (one) => one.approval !== undefined);
  const hash = bindingHash(state.approval!.binding);
  await ship.send(folder, { type: "answer", node: "approve", answer, bindingHash: hash, comment: "Because" });
  return state;
}

/** An environment in which nothing is changed, unless Cat lets it through. */
function frozen(): object {
  const freezes = [{ timeZone: "UTC", from: "2020-01-01", to: "2090-12-31", reason: "Audit" }];
  return { windows: { freezes, overriders: [CAT.name] } };
}

describe("an operation in production that has windows", () => {
  test("is a run however small it is, and waits until somebody who may lets it through", async () => {
    const ship = await shop(frozen());
    const from = (await web(ship)).spec.replicas ?? 1;
    const { folder, ended } = await asked(ship, { type: "scale", to: from - 1 });
    const waiting = await ship.until(folder, ({ node, evidence }) => node === "window" && evidence.length > 0);
    expect(waiting.evidence[0]?.evidence.message).toBe("Changes are frozen until Mon 1 Jan 2091 00:00 UTC: Audit.");
    const word = { type: "attest", node: "window", check: "window-open", verdict: "pass" } as const;
    await ship.send(folder, { ...word, statement: "It cannot wait any longer", by: ANN });
    await ship.send(folder, { ...word, statement: "Orders fail since noon", by: CAT });
    const state = await ended;
    expect(state.ended).toMatchObject({ outcome: "completed" });
    expect(state.path.map((step) => step.node)).toEqual([
      "start",
      "window",
      "ready",
      "scale-deployment-web",
      "settled",
      "hold",
    ]);
    expect(state.words[0]?.evidence.attested?.by).toEqual(CAT);
    const refused = (await journalText(folder)).split("\n").filter((line) => line.includes("request-refused"));
    expect(refused.join()).toContain("SelfApproval");
    expect((await web(ship)).spec.replicas).toBe(from - 1);
  });

  test("happens at once where nothing is held back", async () => {
    const ship = await shop({ windows: { overriders: ["Cat"] } });
    const from = (await web(ship)).spec.replicas ?? 1;
    expect(await scaledTo(ship, from - 1)).toBeUndefined();
  });
});

describe("scaling over half", () => {
  test("waits for a yes, scales, watches, and ends healthy", async () => {
    const ship = await shop();
    const from = (await web(ship)).spec.replicas ?? 1;
    const { folder, ended } = await asked(ship, { type: "scale", to: from * 2 });
    const waiting = await say(ship, folder);
    expect(waiting.release.purpose).toBe(`web from ${from} to ${from * 2} pods`);
    const state = await ended;
    expect(state.path.map((step) => [step.node, step.outcome])).toEqual([
      ["start", "started"],
      ["ready", "pass"],
      ["approve", "approved"],
      ["scale-deployment-web", "done"],
      ["settled", "healthy"],
      ["hold", "healthy"],
    ]);
    expect(state.ended).toMatchObject({ outcome: "completed" });
    expect((await web(ship)).spec.replicas).toBe(from * 2);
    expect((await web(ship)).status?.availableReplicas).toBe(from * 2);
    expect(state.verified).toMatchObject([{ revision: { revision: "1", images: { app: "shop/web:1.0.0" } } }]);
  });

  test("that is refused changes nothing", async () => {
    const ship = await shop();
    const { folder, ended } = await asked(ship, { type: "scale", to: 20 });
    await say(ship, folder, "reject");
    expect((await ended).ended?.outcome).toBe("rejected");
    expect((await web(ship)).metadata.generation).toBe(1);
  });

  test("is asked about again where the number of pods is another by then, and does not begin", async () => {
    const ship = await shop();
    const { folder, ended } = await asked(ship, { type: "scale", to: 20 });
    await ship.until(folder, (one) => one.approval !== undefined);
    const ref = { kind: KINDS.Deployment, namespace: ship.place.config.namespace, name: "web" };
    await cluster.patch(ref, { type: "merge", body: { spec: { replicas: 1 } } });
    await say(ship, folder);
    const again = await ship.until(folder, (one) => visitOf(one.visits, "approve") === 2 && one.approval !== undefined);
    expect(again.path.map((step) => step.outcome)).toContain("voided");
    await say(ship, folder);
    expect((await ended).ended).toMatchObject({
      outcome: "failed",
      message: expect.stringContaining("has 1 pods, not"),
    });
    expect((await web(ship)).spec.replicas).toBe(1);
  });

  test("goes back to the pods there were when somebody asks for it", async () => {
    const ship = await shop({ hold: "60s" });
    const from = (await web(ship)).spec.replicas ?? 1;
    const { folder, ended } = await asked(ship, { type: "scale", to: 9 });
    await say(ship, folder);
    await ship.until(folder, (one) => one.node === "hold" && one.holdEndsAt !== undefined);
    await ship.send(folder, { type: "intervene", kind: "rollback" });
    const state = await ended;
    expect(state.ended).toMatchObject({
      outcome: "rolled-back",
      message: expect.stringContaining(`Rolled back to ${from} pods`),
    });
    expect((await web(ship)).spec.replicas).toBe(from);
  });

  test("by half or less, or elsewhere than in production, needs no run", async () => {
    const ship = await shop();
    const staging = await shop({ production: false });
    expect(await scaledTo(ship, 1)).toBeUndefined();
    expect(await scaledTo(staging, 20)).toBeUndefined();
    await expect(scaledTo(ship, (await web(ship)).spec.replicas ?? 1)).rejects.toMatchObject({ reason: "NothingToDo" });
  });
});

describe("a restart", () => {
  test("in business hours waits for a yes, and then replaces all pods once", async () => {
    const ship = await shop();
    const { folder, ended } = await asked(ship, { type: "restart", at: Date.parse("2026-01-14T10:00:00Z") });
    await say(ship, folder);
    const state = await ended;
    expect(state.ended).toMatchObject({ outcome: "completed", message: expect.stringContaining("restart web") });
    const after = await web(ship);
    expect(after.spec.template.metadata?.annotations?.[RESTARTED]).toBe("2026-01-14T10:00:00.000Z");
    expect(after.metadata.generation).toBe(2);
  });

  test("out of them needs no run", async () => {
    const ship = await shop({ businessHours: { timeZone: "UTC", days: ["mon"] } });
    const tuesday = Date.parse("2026-01-13T10:00:00Z");
    expect(
      await planWorkloadChange({ cluster }, ship.place, WEB, { type: "restart", at: tuesday }, tuesday),
    ).toBeUndefined();
    const monday = tuesday - 86_400_000;
    expect(
      await planWorkloadChange({ cluster }, ship.place, WEB, { type: "restart", at: monday }, monday),
    ).toBeDefined();
  });
});
