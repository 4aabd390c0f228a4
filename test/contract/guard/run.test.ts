import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { bindingHash } from "../../../src/core/approvals/binding.ts";
import type { GuardRequest } from "../../../src/core/guard/guard.ts";
import { requestId } from "../../../src/core/guard/requestFor.ts";
import type { RunFolder } from "../../../src/core/ports/runStore.ts";
import type { RunState } from "../../../src/core/run/state.ts";
import "../../support/clusterUnderTest/provided.ts";
import { applyManifest } from "../../support/controlPlane/kubectl.ts";
import "../../support/controlPlane/globalSetup.ts";
import { type GuardedNamespace, guardedNamespace } from "../../support/guard/guardedNamespace.ts";
import { seesPolicies } from "../../support/guard/seesPolicies.ts";
import { yesTo } from "../../support/guard/yes.ts";
import { ANN, BOB, type Shipping, shipping } from "../../support/runUnderTest.ts";
import { journalText } from "../../support/journalText.ts";

/** Runs that ann starts, whose approval the API server keeps. */

const HELD = { production: true, gate: [], hold: "1s", approval: { required: 1, store: "cluster" } };

let place: GuardedNamespace;

beforeAll(async () => {
  const connection = inject("controlPlane");
  place = await guardedNamespace(connection, inject("clusterUnderTest").kubeconfig);
  await applyManifest(connection, [seesPolicies(place.namespace, "ann")]);
});
afterAll(() => place.dispose());

interface Waiting {
  readonly ship: Shipping;
  readonly folder: RunFolder;
  readonly ended: Promise<RunState>;
  readonly state: RunState;
  readonly request: GuardRequest;
}

async function waiting(version: string): Promise<Waiting> {
  const ship = await shipping(place.cluster("ann"), place.namespace, HELD);
  const { folder, ended } = await ship.deploy(version);
  const state = await ship.until(folder, (one) => one.approval !== undefined || one.ended !== undefined);
  expect(state.ended).toBeUndefined();
  const id = requestId(state.approval!.binding);
  await expect.poll(() => inGuard(id), { timeout: 20_000 }).toBeDefined();
  return { ship, folder, ended, state, request: (await inGuard(id))! };
}

async function inGuard(id: string): Promise<GuardRequest | undefined> {
  const guard = await place.store("viewer").read(place.namespace);
  return guard?.requests.find((one) => one.id === id);
}

describe("a run whose approval the cluster keeps", () => {
  it("goes on by an approver's yes there, which the API server then lets through", async () => {
    const { request, ended } = await waiting("2");
    expect(request).toMatchObject({ requester: "ann", images: [{ name: "web", image: "acme/web:2" }] });
    await place.store("ben").answer(place.namespace, yesTo(request));
    const state = await ended;
    expect(state.ended?.message).toBe("2 runs in live and is verified.");
    expect(state.asked[0]?.decisions).toMatchObject([{ by: { name: "ben", source: "cluster" }, answer: "approve" }]);
    expect(await place.image()).toBe("acme/web:2");
  });

  it("takes no answer from the workspace, whoever gives it", async () => {
    const { ship, folder, state, request, ended } = await waiting("3");
    const answer = { type: "answer", node: "approve", answer: "approve", word: "yes" } as const;
    await ship.send(folder, { ...answer, by: BOB, bindingHash: bindingHash(state.approval!.binding) });
    await expect.poll(() => journalText(folder), { timeout: 20_000 }).toContain("NotInTheCluster");
    await place.store("cleo").answer(place.namespace, yesTo(request, { answer: "reject", comment: "Not today." }));
    expect((await ended).ended).toMatchObject({ outcome: "rejected" });
    expect(await place.image()).toBe("acme/web:2");
  });

  it("takes its request out of everybody's list when its asker takes it back", async () => {
    const { ship, folder, state, request, ended } = await waiting("4");
    const hash = bindingHash(state.approval!.binding);
    await ship.send(folder, { type: "withdraw", node: "approve", by: ANN, bindingHash: hash });
    expect((await ended).ended).toMatchObject({ outcome: "aborted" });
    expect((await inGuard(request.id))?.withdrawn).toMatchObject({ by: "ann" });
  });

  it("is blocked before anybody is asked where the cluster would take no request of its", async () => {
    const bound = (seconds: number): Promise<unknown> =>
      place.kubectl("gina", [
        "patch",
        "guard",
        "tidegate",
        "--type=merge",
        `--patch={"spec":{"maxValidity":${seconds}}}`,
      ]);
    await bound(60);
    const ship = await shipping(place.cluster("ann"), place.namespace, HELD);
    const before = (await place.store("viewer").read(place.namespace))!.requests.length;
    const { ended } = await ship.deploy("5");
    const state = await ended;
    expect(state.ended).toMatchObject({ outcome: "blocked" });
    const found = state.evidence.find(({ evidence }) => evidence.check === "approvals-enforced")!.evidence;
    expect(found).toMatchObject({ verdict: "fail", reason: "NotTaken" });
    expect(found.message).toContain("The cluster would not take the request: A request here is valid for 60 s at most");
    expect((await place.store("viewer").read(place.namespace))!.requests).toHaveLength(before);
    await bound(86_400);
  });
});
