import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Access, Cluster } from "../../../src/core/rollout/cluster.ts";
import { KINDS } from "../../../src/core/rollout/kinds.ts";
import { connectAs, grantedNamespace, uniqueName } from "../../support/clusterUnderTest.ts";
import { deploymentOf } from "../../support/workloads.ts";

const CONTEXTS = ["admin", "viewer", "deployer", "lister", "nobody", "expired", "unreachable"] as const;
let clusters: Record<(typeof CONTEXTS)[number], Cluster>;

beforeAll(async () => {
  const connected = await Promise.all(CONTEXTS.map(async (name) => [name, await connectAs(name)] as const));
  clusters = Object.fromEntries(connected) as typeof clusters;
});
afterAll(() => {
  for (const cluster of Object.values(clusters)) cluster.dispose();
});

const deployments = (verb: Access["verb"], namespace = grantedNamespace()): Access => ({
  verb,
  kind: KINDS.Deployment,
  namespace,
});

describe("asking for rights", () => {
  it.each([
    ["admin", deployments("delete"), true],
    ["viewer", deployments("list"), true],
    ["viewer", deployments("patch"), false],
    ["deployer", deployments("patch"), true],
    ["deployer", { ...deployments("patch"), subresource: "scale" }, true],
    ["deployer", deployments("delete"), false],
    ["deployer", deployments("list", "default"), false],
    ["lister", { verb: "list", kind: KINDS.Pod, namespace: grantedNamespace() }, true],
    ["lister", deployments("list"), false],
    ["nobody", deployments("get"), false],
  ] as const)("tells %s whether %o is allowed: %s", async (user, access, allowed) => {
    expect(await clusters[user].may(access)).toMatchObject({ allowed });
  });
});

describe("doing without the right", () => {
  it("is refused with what was not allowed", async () => {
    const listing = clusters.lister.list(KINDS.Deployment, { namespace: grantedNamespace() });
    await expect(listing).rejects.toMatchObject({
      reason: "Forbidden",
      message: expect.stringMatching(/list deployments in namespace/u),
    });
    expect(await clusters.lister.list(KINDS.Pod, { namespace: grantedNamespace() })).toBeInstanceOf(Array);
  });

  it("is refused outside of the granted namespace, and allowed inside", async () => {
    const name = uniqueName("web");
    const inside = deploymentOf({ name, namespace: grantedNamespace(), replicas: 0 });
    await expect(clusters.deployer.create(KINDS.Deployment, inside)).resolves.toBeDefined();
    const outside = deploymentOf({ name, namespace: "default", replicas: 0 });
    await expect(clusters.deployer.create(KINDS.Deployment, outside)).rejects.toMatchObject({ reason: "Forbidden" });
    await expect(
      clusters.deployer.remove({ kind: KINDS.Deployment, namespace: grantedNamespace(), name }),
    ).rejects.toMatchObject({ reason: "Forbidden" });
  });
});

describe("without a way in", () => {
  it("says that the token is not accepted, and does not say the token", async () => {
    const fault = await clusters.expired.list(KINDS.Pod, { namespace: "default" }).catch((error: unknown) => error);
    expect(fault).toMatchObject({ reason: "Unauthorized", message: expect.stringMatching(/Sign in/u) });
    expect(JSON.stringify(fault) + String(fault)).not.toMatch(/a-token-that-has-expired/u);
  });

  it("says that nothing answers", async () => {
    await expect(clusters.unreachable.version()).rejects.toMatchObject({ reason: "Unreachable" });
  });

  it("leaves the other clusters alone while one hangs", async () => {
    const hung = await connectAs("hung");
    const stop = new AbortController();
    const waiting = hung.version(stop.signal);
    expect(await clusters.admin.version()).toMatch(/^v1/u);
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ reason: "Aborted" });
    hung.dispose();
  });

  it("knows no context that the kubeconfig does not name", async () => {
    await expect(connectAs("elsewhere")).rejects.toMatchObject({ reason: "ContextUnknown" });
  });
});
