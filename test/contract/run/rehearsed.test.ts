import { expect, test } from "vitest";
import { judgeRehearsal } from "../../../src/core/gates/rules/rehearsed.ts";
import { judgeRollbackTime } from "../../../src/core/gates/rules/rollbackTime.ts";
import { connectCalled, freshNamespace, isEmbedded } from "../../support/clusterUnderTest.ts";
import { runningWeb, shipping } from "../../support/runUnderTest.ts";
import { deploymentOf } from "../../support/workloads.ts";

const DAY = 86_400;

test("a rollback counts as rehearsed on the embedded cluster only, whatever the context is called", async () => {
  const cluster = await connectCalled("tidegate-sandbox");
  try {
    const namespace = await freshNamespace(cluster, "rehearsed");
    await runningWeb(cluster, deploymentOf({ name: "web", namespace }));
    const ship = await shipping(cluster, namespace, { rollback: "automatic", hold: "10s" });
    const run = await (await ship.deploy("1.1.0-crash")).ended;
    expect(run).toMatchObject({ release: { context: "tidegate-sandbox" }, ended: { outcome: "rolled-back" } });
    expect(run.servers).toEqual([
      expect.stringMatching(isEmbedded() ? /^v1\.\d+\.\d+\+tidegate$/u : /^v1\.\d+\.\d+$/u),
    ]);
    const facts = { application: "shop", graph: run.graph, runs: [run], now: Date.now() };
    expect(judgeRehearsal(DAY, facts)).toMatchObject(
      isEmbedded() ? { verdict: "pass" } : { verdict: "inconclusive", reason: "NotRehearsed" },
    );
    expect(judgeRollbackTime({ kind: "rollback-time", seconds: 300, maxAge: DAY }, facts)).toMatchObject({
      verdict: "pass",
      facts: { run: run.run, embedded: isEmbedded() },
    });
  } finally {
    cluster.dispose();
  }
});
