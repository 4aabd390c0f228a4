import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { systemClock } from "../../../src/adapters/process/systemClock.ts";
import { connect, guards } from "../../../src/cluster.ts";
import { answerOutput } from "../../../src/protocol/output.ts";
import { requestsOutput } from "../../../src/protocol/requestsOutput.ts";
import "../../support/clusterUnderTest/provided.ts";
import { applyManifest } from "../../support/controlPlane/kubectl.ts";
import "../../support/controlPlane/globalSetup.ts";
import type { UserName } from "../../support/controlPlane/users.ts";
import { type FakeRun, fakeCli } from "../../support/fakeCli.ts";
import { type GuardedNamespace, guardedNamespace } from "../../support/guard/guardedNamespace.ts";
import { webRequest } from "../../support/guard/requests.ts";
import { seesPolicies } from "../../support/guard/seesPolicies.ts";
import { BOB, type Shipping, shipping } from "../../support/runUnderTest.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

/** People with different rights at the command line, each with their own sign-in. */

const HELD = { production: true, gate: [], hold: "1s", approval: { required: 1, store: "cluster" } };

let place: GuardedNamespace;

beforeAll(async () => {
  const connection = inject("controlPlane");
  place = await guardedNamespace(connection, inject("clusterUnderTest").kubeconfig);
  await applyManifest(connection, [seesPolicies(place.namespace, "ann")]);
});
afterAll(() => place.dispose());

/** Runs a command in a folder as this user; without `ship` the folder has a `tidegate.yaml` and no run. */
async function as(user: UserName, args: readonly string[], ship?: Shipping): Promise<FakeRun> {
  const cwd = ship?.folder ?? (await temporaryFolder());
  const live = { context: user, namespace: place.namespace, production: true, workloads: ["deployment/web"] };
  const applications = { shop: { environments: { production: live } } };
  await writeFile(join(cwd, "tidegate.yaml"), JSON.stringify({ version: 1, applications }));
  return await fakeCli(args, {
    cwd,
    clock: systemClock,
    // In everybody's kubeconfig the same context has their own credentials.
    connect: () => connect(user, { kubeconfig: [inject("clusterUnderTest").kubeconfig] }),
    guards: async (cluster) => guards(cluster),
    workspace: async () => ({ store: ship?.store, me: async () => BOB }) as never,
  });
}

async function waitingRun(version: string) {
  const ship = await shipping(place.cluster("ann"), place.namespace, HELD);
  const { folder, ended } = await ship.deploy(version);
  const state = await ship.until(folder, (one) => one.approval !== undefined || one.ended !== undefined);
  expect(state.ended).toBeUndefined();
  const nonce = state.approval?.binding.nonce;
  await expect.poll(async () => (await listed("viewer")).length, { timeout: 20_000 }).toBe(1);
  return { ship, run: folder.run, ended, nonce };
}

async function listed(user: UserName) {
  const { out } = await as(user, ["requests", "--json"]);
  return requestsOutput.parse(JSON.parse(out)).requests;
}

describe("a run whose approval the cluster keeps, at the command line", () => {
  it("goes on by an approver's yes, and by nobody's whom the API server refuses", async () => {
    const { ship, run, ended } = await waitingRun("2");
    const yes = ["approve", run, "--confirm", "live"];
    const dora = await as("dora", yes, ship);
    expect(dora).toMatchObject({ code: 3, out: "", err: expect.stringMatching(/dora .*not.* approver/u) });
    const ann = await as("ann", yes, ship);
    expect(ann).toMatchObject({ code: 3, err: "ann asked for this run and cannot answer it. Ask someone else." });
    const viewer = await as("viewer", yes, ship);
    expect(viewer).toMatchObject({ code: 4, err: expect.stringContaining("does not allow you to") });
    expect((await place.store("viewer").read(place.namespace))?.requests[0]?.decisions).toBeUndefined();
    const ben = await as("ben", yes, ship);
    expect(ben).toMatchObject({ code: 0, out: expect.stringContaining("The request is approved.") });
    expect((await ended).asked[0]?.decisions).toMatchObject([
      { by: { name: "ben", source: "cluster" }, answer: "approve" },
    ]);
    expect(await place.image()).toBe("acme/web:2");
  });

  it("ends by an approver's no", async () => {
    const { ship, run, ended } = await waitingRun("3");
    const cleo = await as("cleo", ["reject", run, "--reason", "Not today.", "--json"], ship);
    expect(cleo.code).toBe(0);
    expect(answerOutput.parse(JSON.parse(cleo.out))).toMatchObject({ run, accepted: true });
    expect((await ended).ended).toMatchObject({ outcome: "rejected" });
  });
});

describe("a request of somebody else's workspace, at the command line", () => {
  it("is listed, answered by its id once, and settled for everybody", async () => {
    const request = webRequest({ image: "acme/web:4" });
    await place.store("ann").ask(place.namespace, request);
    expect(await listed("ben")).toMatchObject([{ id: request.id, you: "ben", answers: ["approve", "reject"] }]);
    expect(await listed("ann")).toMatchObject([{ answers: [], message: "ann asked for it and cannot answer it." }]);
    const yes = ["approve", request.id, "--confirm", "production"];
    expect((await as("dora", yes)).code).toBe(3);
    expect(await as("cleo", yes)).toMatchObject({ code: 0, out: expect.stringContaining("The request is approved.") });
    expect([await listed("ben"), await listed("viewer")]).toEqual([[], []]);
    const late = `Request ${request.id} waits no longer: it is approved.`;
    expect(await as("ben", yes)).toMatchObject({ code: 3, err: late });
  });

  it("is taken back by who asked and by nobody else", async () => {
    const request = webRequest({ image: "acme/web:5" });
    await place.store("ann").ask(place.namespace, request);
    const ben = await as("ben", ["withdraw", request.id, "--json"]);
    expect(ben.code).toBe(3);
    expect(answerOutput.parse(JSON.parse(ben.out))).toMatchObject({ accepted: false, request: request.id });
    expect((await as("ann", ["withdraw", request.id])).code).toBe(0);
    expect(await listed("ben")).toEqual([]);
  });
});
