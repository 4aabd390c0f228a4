import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Cluster } from "../../../src/core/rollout/cluster.ts";
import { KINDS } from "../../../src/core/rollout/kinds.ts";
import type { ContainerStatus, Deployment, Pod } from "../../../src/core/rollout/objects.ts";
import { connectAs, freshNamespace, uniqueName } from "../../support/clusterUnderTest.ts";
import { type RolloutWatch, watchRollouts } from "../../support/rolloutWatch.ts";
import { deploymentOf } from "../../support/workloads.ts";

let cluster: Cluster;
let namespace: string;
let rollouts: RolloutWatch;

beforeAll(async () => {
  cluster = await connectAs("admin");
  namespace = await freshNamespace(cluster, "faults");
  rollouts = watchRollouts(cluster, namespace);
});
afterAll(() => cluster.dispose());

async function deploy(tag: string, spec: Partial<Deployment["spec"]> = {}): Promise<string> {
  const name = uniqueName("web");
  await cluster.create(KINDS.Deployment, deploymentOf({ name, namespace, tag: `1.0.0-${tag}` }, spec));
  return name;
}

const containers = (pods: readonly Pod[]): ContainerStatus[] =>
  pods.flatMap(({ status }) => status?.containerStatuses ?? []);

/** Both pods have a container that is as wanted. */
const both =
  (wanted: (container: ContainerStatus) => boolean) =>
  (pods: readonly Pod[]): boolean =>
    containers(pods).length === 2 && containers(pods).every(wanted);

const waitsFor = (reason: string) => both(({ ready, state }) => !ready && state?.waiting?.reason === reason);

describe("a version that", () => {
  it("crashes ends in CrashLoopBackOff with a growing restart count, and its rollout fails early", async () => {
    const name = await deploy("crash");
    const often = both(
      ({ restartCount, state, lastState }) =>
        state?.waiting?.reason === "CrashLoopBackOff" && lastState?.terminated?.exitCode === 1 && restartCount >= 2,
    );
    await rollouts.podsBecome(name, often);
    const verdict = await rollouts.becomes("Deployment", name, "Failed");
    expect(verdict.message).toMatch(/exit code 1/u);
  });

  it("no registry knows is not pulled, the message says so, and its rollout fails early", async () => {
    const name = await deploy("missing");
    const notFound = both(
      ({ state }) => state?.waiting?.reason === "ErrImagePull" && /not found/u.test(state.waiting.message ?? ""),
    );
    await Promise.any([rollouts.podsBecome(name, notFound), rollouts.becomes("Deployment", name, "Failed")]);
    await rollouts.podsBecome(name, waitsFor("ImagePullBackOff"));
  });

  it("never becomes ready runs all the same, and fails only at its deadline", async () => {
    const name = await deploy("never", { progressDeadlineSeconds: 3 });
    await rollouts.podsBecome(
      name,
      both(({ ready, state }) => !ready && state?.running !== undefined),
    );
    const verdict = await rollouts.becomes("Deployment", name, "Failed");
    expect(verdict.reason).toBe("ProgressDeadlineExceeded");
  });

  it("is slow runs first and is ready later", async () => {
    const name = await deploy("slow");
    await rollouts.podsBecome(
      name,
      both(({ ready, state }) => !ready && state?.running !== undefined),
    );
    expect(rollouts.verdict("Deployment", name)?.status).toBe("InProgress");
    await rollouts.becomes("Deployment", name, "Current");
  });

  it("lacks its configuration cannot be started, and its rollout fails early", async () => {
    const name = await deploy("config");
    await rollouts.podsBecome(name, waitsFor("CreateContainerConfigError"));
    await rollouts.becomes("Deployment", name, "Failed");
  });

  it("is flaky becomes available and crashes afterwards", async () => {
    const name = await deploy("flaky");
    await rollouts.becomes("Deployment", name, "Current");
    await rollouts.podsBecome(
      name,
      both(({ restartCount, ready }) => !ready && restartCount >= 1),
    );
  });
});
