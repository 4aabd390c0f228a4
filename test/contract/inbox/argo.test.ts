import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { connect } from "../../../src/cluster.ts";
import type { InboxItem } from "../../../src/core/inbox/inboxItem.ts";
import type { Cluster } from "../../../src/core/rollout/cluster.ts";
import { KINDS } from "../../../src/core/rollout/kinds.ts";
import type { KubeObject } from "../../../src/core/rollout/objects.ts";
import { at } from "../../../src/core/rollout/read.ts";
import type { InboxWatch } from "../../../src/host/inbox/inboxSource.ts";
import { watchArgo } from "../../../src/host/inbox/watchArgo.ts";
import { installArgoKinds } from "../../support/argo/crds.ts";
import "../../support/clusterUnderTest/provided.ts";
import "../../support/controlPlane/globalSetup.ts";
import { kubectl, mustKubectl } from "../../support/controlPlane/kubectl.ts";
import { createNamespace, deleteNamespace } from "../../support/controlPlane/namespace.ts";

const connection = inject("controlPlane");
const STEPS = [{ setWeight: 20 }, { pause: {} }, { setWeight: 100 }];

let namespace: string;
let admin: Cluster;
const watches: InboxWatch[] = [];

beforeAll(async () => {
  await installArgoKinds(connection);
  namespace = await createNamespace(connection, "argo");
  await kubectl(connection, ["create", "namespace", "argocd"]);
  admin = await connect("admin", { kubeconfig: [inject("clusterUnderTest").kubeconfig] });
});
afterAll(async () => {
  for (const watch of watches) watch.dispose();
  admin.dispose();
  await deleteNamespace(connection, namespace);
});

function watching(cluster: Cluster = admin): InboxWatch {
  const place = { application: "shop", environment: "production", production: true, context: "admin", namespace };
  const watch = watchArgo({ connect: () => Promise.resolve(cluster), me: () => Promise.resolve("ann") }, place);
  watches.push(watch);
  return watch;
}

async function item(watch: InboxWatch): Promise<InboxItem> {
  await expect.poll(() => watch.items.length, { timeout: 20_000 }).toBe(1);
  return watch.items[0]!;
}

async function apply(object: object): Promise<void> {
  await mustKubectl(connection, ["apply", "-f", "-"], { input: JSON.stringify(object) });
}

/** What a controller would write. */
async function status(kind: "rollout" | "application", name: string, body: object, where: string): Promise<void> {
  const flags = kind === "rollout" ? ["--subresource=status"] : [];
  const patch = ["patch", kind, name, `--namespace=${where}`, "--type=merge", "-p", JSON.stringify(body)];
  await mustKubectl(connection, [...patch, ...flags]);
}

const read = (kind: "Rollout" | "Application", where: string) =>
  admin.get<KubeObject>({ kind: KINDS[kind], namespace: where, name: "web" });

describe("a rollout that Argo paused", () => {
  beforeEach(async () => {
    await apply({
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Rollout",
      metadata: { name: "web", namespace },
      spec: { replicas: 1, strategy: { canary: { steps: STEPS } }, selector: {}, template: {} },
    });
    const object = await read("Rollout", namespace);
    const pauseConditions = [{ reason: "CanaryPauseStep", startTime: "2026-11-20T10:00:00Z" }];
    const observedGeneration = String(object?.metadata.generation);
    const now = { observedGeneration, currentStepIndex: 1, abort: false, phase: "Paused", pauseConditions };
    await status("rollout", "web", { status: now }, namespace);
  });

  it("is seen, and goes on by a person's word", async () => {
    const watch = watching();
    const waiting = await item(watch);
    expect(waiting.message).toBe("web is paused: its canary is at a pause step, step 2 of 3. Promote it, or abort it.");
    await watch.answer(waiting, { kind: "promote", comment: "" });
    expect(at(await read("Rollout", namespace), "status", "pauseConditions")).toBeUndefined();
    await expect.poll(() => watch.items, { timeout: 20_000 }).toEqual([]);
    await expect(watch.answer(waiting, { kind: "promote", comment: "" })).rejects.toMatchObject({ reason: "Answered" });
  });

  it("is aborted by a person's word", async () => {
    const watch = watching();
    await watch.answer(await item(watch), { kind: "abort", comment: "Errors." });
    expect(at(await read("Rollout", namespace), "status", "abort")).toBe(true);
  });

  it("that was answered elsewhere waits no longer", async () => {
    const watch = watching();
    await item(watch);
    await status("rollout", "web", { status: { pauseConditions: null } }, namespace);
    await expect.poll(() => watch.items, { timeout: 20_000 }).toEqual([]);
  });
});

describe("an application that Argo CD does not sync by itself", () => {
  it("is seen, and synced to the revision that was shown", async () => {
    await kubectl(connection, ["delete", "rollout", "web", `--namespace=${namespace}`]);
    await apply({
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Application",
      metadata: { name: "web", namespace: "argocd" },
      spec: {
        project: "default",
        source: { repoURL: "https://git.example.com/shop.git", path: ".", targetRevision: "main" },
        destination: { namespace, name: "in-cluster" },
      },
    });
    const sync = { status: "OutOfSync", revision: "0123456789abcdef", comparedTo: { source: SOURCE, destination: {} } };
    await status("application", "web", { status: { sync } }, "argocd");
    const watch = watching();
    const waiting = await item(watch);
    expect(waiting).toMatchObject({ store: "argo-cd", answers: ["sync"] });
    await watch.answer(waiting, { kind: "sync", comment: "" });
    expect(at(await read("Application", "argocd"), "operation")).toMatchObject({
      initiatedBy: { username: "ann" },
      sync: { revision: "0123456789abcdef" },
    });
    await expect.poll(() => watch.items, { timeout: 20_000 }).toEqual([]);
  });
});

const SOURCE = { repoURL: "https://git.example.com/shop.git" };

it("says that it may not look where it may not", async () => {
  const nobody = await connect("nobody", { kubeconfig: [inject("clusterUnderTest").kubeconfig] });
  const watch = watching(nobody);
  await expect.poll(() => watch.problems.length, { timeout: 20_000 }).toBeGreaterThan(0);
  expect(watch.problems.join(" ")).toContain("nobody");
  nobody.dispose();
});
