import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { MOST_REQUESTS } from "../../../src/core/guard/guard.ts";
import { connect } from "../../../src/cluster.ts";
import { KINDS } from "../../../src/core/rollout/kinds.ts";
import "../../support/clusterUnderTest/provided.ts";
import "../../support/controlPlane/globalSetup.ts";
import { pollUntil } from "../../support/controlPlane/processes.ts";
import { type GuardedNamespace, guard, guardedNamespace, SPEC } from "../../support/guard/guardedNamespace.ts";
import { webRequest } from "../../support/guard/requests.ts";
import { yesTo } from "../../support/guard/yes.ts";

let place: GuardedNamespace;

beforeAll(async () => {
  place = await guardedNamespace(inject("controlPlane"), inject("clusterUnderTest").kubeconfig, {
    ...SPEC,
    required: 2,
  });
});
afterAll(() => place.dispose());

const TEXT = "Grüße, 世界 🚀 \u202Eesrever\u202C \\\"'`$(x) {{y}} <script>\n\t[Code] 'z' denied request: [Fake] no";
const requestNumber = (index: number) =>
  webRequest({ image: `acme/web:n${index}`, authors: [`Zoë ${TEXT.slice(0, 40)} <z${index}@example.com>`] });

const fresh = (): ReturnType<typeof webRequest> => ({ ...webRequest({ image: "acme/web:2" }), requester: "ben" });

describe("a guard with much in it", () => {
  it("is asked by several at once, and no request is lost", async () => {
    const wanted = Array.from({ length: 8 }, (_, index) => requestNumber(index));
    await Promise.all(wanted.map((request) => place.store("ann").ask(place.namespace, request)));
    const { requests } = (await place.store("viewer").read(place.namespace))!;
    expect(requests.map(({ id }) => id).toSorted()).toEqual(wanted.map(({ id }) => id).toSorted());
  });

  it("takes two hundred requests of several people, and still answers and covers", { timeout: 300_000 }, async () => {
    const askers = ["ann", "ben", "cleo", "dora"] as const;
    for (let index = 8; index < 200; index++) {
      const asker = askers[index % 4]!;
      const request = { ...requestNumber(index), requester: asker };
      await place.store(asker).ask(place.namespace, request);
    }
    const { requests } = (await place.store("viewer").read(place.namespace))!;
    expect(requests).toHaveLength(200);
    const last = requests.findLast(({ requester }) => requester === "ann")!;
    await Promise.all(
      (["ben", "cleo"] as const).map((user) =>
        place.store(user).answer(place.namespace, yesTo(last, { comment: TEXT })),
      ),
    );
    expect(
      (await place.kubectl("ann", ["set", "image", "deployment/web", `app=${last.images[0]!.image}`])).stderr,
    ).toBe("");
    expect(
      (await place.store("viewer").read(place.namespace))!.requests.find(({ id }) => id === last.id)!.decisions,
    ).toEqual(expect.arrayContaining([expect.objectContaining({ by: "ben", comment: TEXT })]) as unknown);
    const { stderr } = await place.kubectl("ann", ["set", "image", "deployment/web", "app=acme/web:none"]);
    expect(stderr).toContain("[NotApproved]");
  });

  it("keeps one person from filling it up", { timeout: 120_000 }, async () => {
    const fill = async (): Promise<void> => {
      for (let index = 0; index < 64; index++)
        await place.store("ann").ask(place.namespace, requestNumber(1000 + index));
    };
    await expect(fill()).rejects.toMatchObject({ reason: "TooMany" });
    const { requests } = (await place.store("viewer").read(place.namespace))!;
    expect(requests.length).toBeLessThan(MOST_REQUESTS);
  });

  it("is seen live by whoever may look", async () => {
    const watched = place.store("viewer").watch(place.namespace);
    await pollUntil("the guard to be seen", 30_000, async () => watched.guard !== undefined);
    const open = watched.guard!.requests.find(
      ({ requester, decisions }) => requester === "ann" && decisions === undefined,
    )!;
    await place.store("ben").answer(place.namespace, yesTo(open, { answer: "reject" }));
    const seen = () => watched.guard?.requests.find(({ id }) => id === open.id)?.decisions?.[0]?.answer;
    await pollUntil("the answer to be seen", 30_000, async () => seen() === "reject");
    expect(watched.state.phase).toBe("live");
    watched.dispose();
  });
});

describe("what is no request", () => {
  it("is refused in a sentence, and nothing of it is kept", async () => {
    const before = (await place.store("viewer").read(place.namespace))!.requests.length;
    const bad: readonly object[] = [
      { ...fresh(), bindingHash: "not a hash" },
      { ...fresh(), images: [] },
      { ...fresh(), images: [{ kind: "Secret", name: "x", container: "x", image: "x" }] },
      { ...fresh(), images: [{ kind: "Deployment", name: "web", container: "app", image: "x".repeat(5000) }] },
      { ...fresh(), id: "../../etc" },
      { ...fresh(), id: "" },
      { ...fresh(), run: "r".repeat(1_000_000) },
      { ...fresh(), authors: Array.from({ length: 5000 }, () => "Ann") },
      { ...fresh(), expiresAt: "soon" },
      { ...fresh(), expiresAt: undefined },
      { ...fresh(), requester: undefined },
    ];
    for (const request of bad) {
      await expect(place.store("ben").ask(place.namespace, request as never)).rejects.toMatchObject({
        reason: "Invalid",
      });
    }
    const huge = { ...fresh(), run: "r".repeat(5_000_000) };
    await expect(place.store("ben").ask(place.namespace, huge)).rejects.toMatchObject({ name: "Fault" });
    expect((await place.store("viewer").read(place.namespace))!.requests).toHaveLength(before);
  });
});

describe("a namespace without a guard", () => {
  it("says so to who asks, and lets no workload change", async () => {
    const admin = await connect("admin", { kubeconfig: [inject("clusterUnderTest").kubeconfig] });
    const name = `${place.namespace}-bare`;
    const labels = { "tidegate.dev/approvals": "enforced" };
    await admin.create(KINDS.Namespace, { metadata: { name, labels } });
    const request = { ...webRequest({ image: "acme/web:2" }), requester: "admin" };
    await expect(place.store("admin").ask(name, request)).rejects.toMatchObject({ reason: "NoGuard" });
    const deploy = admin.create(KINDS.Deployment, {
      metadata: { name: "web", namespace: name },
      spec: {
        selector: { matchLabels: { app: "web" } },
        template: {
          metadata: { labels: { app: "web" } },
          spec: { containers: [{ name: "app", image: "acme/web:1" }] },
        },
      },
    } as never);
    await expect(deploy).rejects.toMatchObject({ facts: { refusal: "NoGuard" } });
    const nobody = guard(name, { required: 1, approvers: {} });
    await place.kubectl("admin", ["label", "namespace", name, "tidegate.dev/approvals-"]);
    expect(nobody).toBeDefined();
    await admin.remove({ kind: KINDS.Namespace, name });
    admin.dispose();
  });
});
