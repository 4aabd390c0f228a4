import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from "vitest";
import { connect } from "../../../src/cluster.ts";
import { answeredIds } from "../../../src/core/run/answeredRequests.ts";
import type { Cluster } from "../../../src/core/rollout/cluster.ts";
import { connectAs, freshNamespace, grantedNamespace } from "../../support/clusterUnderTest.ts";
import { cuttableProxy } from "../../support/cuttableProxy.ts";
import { runningWeb, type Shipping, shipping } from "../../support/runUnderTest.ts";
import { deploymentOf } from "../../support/workloads.ts";
import { journalText } from "../../support/journalText.ts";

let admin: Cluster;

beforeAll(async () => {
  admin = await connectAs("admin");
});
afterAll(() => admin.dispose());

async function shop(environment: object = {}, cluster = admin): Promise<Shipping> {
  const namespace = await freshNamespace(admin, "trouble");
  await runningWeb(admin, deploymentOf({ name: "web", namespace }));
  return shipping(cluster, namespace, environment);
}

describe("a person who may not", () => {
  test("is told so before anything is asked for", async () => {
    const namespace = grantedNamespace();
    const name = "web";
    await runningWeb(admin, deploymentOf({ name, namespace })).catch(() => undefined);
    const lister = await connectAs("lister");
    onTestFinished(() => lister.dispose());
    const ship = await shipping(lister, namespace);
    await expect(ship.request("1.1.0")).rejects.toMatchObject({ reason: "Forbidden" });
    expect(await ship.store.list()).toEqual([]);
  });
});

describe("an API server that goes away during a hold", () => {
  test("is waited for, and what nobody could see does not count as healthy", async () => {
    const proxy = await cuttableProxy(inject("clusterUnderTest").kubeconfig, "admin");
    const cluster = await connect("admin", { kubeconfig: [proxy.kubeconfig] });
    onTestFinished(() => cluster.dispose());
    const ship = await shop({ hold: "2s" }, cluster);
    const { folder, ended } = await ship.deploy("1.1.0");
    await ship.until(folder, (state) => state.node === "hold" && state.rollouts.some((one) => one.node === "hold"));
    await proxy.cut();
    const blind = await ship.until(folder, (state) => state.rollouts.some((one) => one.verdict.status === "Unknown"));
    expect(blind.ended).toBeUndefined();
    await proxy.mend();
    const state = await ended;
    expect(state.ended).toMatchObject({ outcome: "completed" });
    expect(state.rollouts).toMatchObject([{ verdict: { status: "Current" } }]);
  });
});

describe("a journal", () => {
  test("with a torn last line is mended, and the run goes on", async () => {
    const ship = await shop();
    const folder = await ship.request("1.1.0");
    await appendFile(join(folder.path, "journal.jsonl"), '{"at":"2026-');
    const state = await ship.walk(folder);
    expect(state.ended).toMatchObject({ outcome: "completed" });
    expect(await journalText(folder)).not.toContain('{"at":"2026-{');
  });

  test("that was edited stops the run and says where, with nothing changed", async () => {
    const ship = await shop();
    const folder = await ship.request("1.1.0");
    const path = join(folder.path, "journal.jsonl");
    await writeFile(path, (await readFile(path, "utf8")).replace("shop/web:1.1.0", "shop/web:6.6.6"));
    await expect(ship.walk(folder)).rejects.toMatchObject({
      reason: "BrokenChain",
      message: expect.stringContaining("Line 1"),
    });
  });

  test("is written by one runner at a time", async () => {
    const ship = await shop({ production: true, approval: {} });
    const { folder, ended } = await ship.deploy("1.1.0");
    await ship.until(folder, (state) => state.approval !== undefined);
    await expect(ship.walk(folder)).rejects.toMatchObject({ reason: "RunHeld" });
    await ship.send(folder, { type: "intervene", kind: "abort" });
    expect((await ended).ended).toMatchObject({ outcome: "aborted" });
  });
});

describe("a request", () => {
  test("that is not of the right shape is refused in the journal and put away", async () => {
    const ship = await shop({ production: true, approval: {} });
    const folder = await ship.request("1.1.0");
    await folder.inbox.submit("not-a-request", "{");
    await folder.inbox.submit("strange-shape", '{"type":"answer"}');
    const ended = ship.walk(folder);
    const state = await ship.until(folder, ({ answeredRequests }) => answeredIds(answeredRequests).length === 2);
    expect(answeredIds(state.answeredRequests)).toEqual(["not-a-request", "strange-shape"]);
    await ship.send(folder, { type: "intervene", kind: "abort" });
    await ended;
    expect(await folder.inbox.list()).toEqual([]);
  });
});
