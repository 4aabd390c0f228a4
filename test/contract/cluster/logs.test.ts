import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Cluster, LogOptions } from "../../../src/core/rollout/cluster.ts";
import { KINDS, type ObjectRef } from "../../../src/core/rollout/kinds.ts";
import { connectAs, freshNamespace } from "../../support/clusterUnderTest.ts";
import { watchRollouts } from "../../support/rolloutWatch.ts";
import { deploymentOf } from "../../support/workloads.ts";

let cluster: Cluster;
let pod: ObjectRef;

beforeAll(async () => {
  cluster = await connectAs("admin");
  const namespace = await freshNamespace(cluster, "logs");
  const rollouts = watchRollouts(cluster, namespace);
  await cluster.create(KINDS.Deployment, deploymentOf({ name: "web", namespace, replicas: 1 }));
  await rollouts.becomes("Deployment", "web", "Current");
  const [first] = await rollouts.podsBecome("web", (pods) => pods.length === 1);
  pod = { kind: KINDS.Pod, namespace, name: first?.metadata.name ?? "" };
});
afterAll(() => cluster.dispose());

async function read(options?: LogOptions, of = pod): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of cluster.logs(of, options)) lines.push(line);
  return lines;
}

describe("a log", () => {
  it("is read line by line to its end", async () => {
    const lines = await read();
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join("")).not.toMatch(/[\r\n]/u);
  });

  it("can be cut to its last lines", async () => {
    const lines = await read();
    expect(await read({ tailLines: 1 })).toEqual(lines.slice(-1));
  });

  it("names its container", async () => {
    expect(await read({ container: "app" })).toEqual(await read());
    await expect(read({ container: "nobody" })).rejects.toMatchObject({ reason: "Invalid" });
  });

  it("is followed until the reader leaves", async () => {
    const stop = new AbortController();
    const lines: string[] = [];
    for await (const line of cluster.logs(pod, { follow: true, signal: stop.signal })) {
      lines.push(line);
      stop.abort();
    }
    expect(lines.length).toBeGreaterThan(0);
  });

  it("of a pod that is not there is a fault", async () => {
    await expect(read({}, { ...pod, name: "nobody-home" })).rejects.toMatchObject({ reason: "NotFound" });
  });
});
