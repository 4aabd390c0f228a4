import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { GuardImage } from "../../../src/core/guard/guardImage.ts";
import type { GuardRequest } from "../../../src/core/guard/guard.ts";
import "../../support/clusterUnderTest/provided.ts";
import "../../support/controlPlane/globalSetup.ts";
import type { UserName } from "../../support/controlPlane/users.ts";
import { type GuardedNamespace, guardedNamespace, SPEC } from "../../support/guard/guardedNamespace.ts";
import { webRequest } from "../../support/guard/requests.ts";
import { yesTo } from "../../support/guard/yes.ts";

/** What counts as covered: one request that is in order as a whole, for each image that changes. */
let place: GuardedNamespace;

beforeAll(async () => {
  const spec = { ...SPEC, required: 2 };
  place = await guardedNamespace(inject("controlPlane"), inject("clusterUnderTest").kubeconfig, spec);
});
afterAll(() => place.dispose());

interface Asked {
  readonly yes?: readonly UserName[];
  readonly restores?: readonly GuardImage[];
}

/** ann asks for one image in one container of `web`, and these people say yes. */
async function asked(container: string, image: string, { yes = [], restores = [] }: Asked = {}): Promise<GuardRequest> {
  const request = { ...webRequest({ image }), images: [of(container, image)], restores };
  await place.store("ann").ask(place.namespace, request);
  for (const user of yes) await place.store(user).answer(place.namespace, yesTo(request));
  return request;
}

const of = (container: string, image: string): GuardImage => ({ kind: "Deployment", name: "web", container, image });
const BOTH: readonly UserName[] = ["ben", "cleo"];

/** Sets images of several containers in one change; nothing is stored. */
const tried = (images: Readonly<Record<string, string>>, ...more: string[]) => {
  const containers = Object.entries(images).map(([name, image]) => ({ name, image }));
  const patch = `--patch=${JSON.stringify({ spec: { template: { spec: { containers } } } })}`;
  return place.kubectl("ann", ["patch", "deployment/web", patch, "--dry-run=server", ...more]);
};

describe("an image is covered", () => {
  it("by a request that enough people approved, not by several that have enough together", async () => {
    await asked("app", "acme/web:halves", { yes: ["ben"] });
    await asked("app", "acme/web:halves", { yes: ["cleo"] });
    expect((await tried({ app: "acme/web:halves" })).stderr).toContain("needs 2 approvals");
    await asked("app", "acme/web:halves", { yes: BOTH });
    expect(await tried({ app: "acme/web:halves" })).toMatchObject({ code: 0 });
  });

  it("not by an approved request that is over together with an open one", async () => {
    const over = await asked("app", "acme/web:over", { yes: BOTH });
    await place.store("ann").withdraw(place.namespace, over.id);
    await asked("app", "acme/web:over");
    expect((await tried({ app: "acme/web:over" })).stderr).toContain("needs 2 approvals");
  });

  it("by an override of a listed person, and not once another has rejected it", async () => {
    const request = await asked("app", "acme/web:fire");
    const override = yesTo(request, { answer: "override", comment: "The shop is down." });
    await place.store("dora").answer(place.namespace, override);
    expect(await tried({ app: "acme/web:fire" })).toMatchObject({ code: 0 });
    await place.store("ben").answer(place.namespace, yesTo(request, { answer: "reject", comment: "It is up." }));
    expect((await tried({ app: "acme/web:fire" })).stderr).toContain("was rejected");
  });

  it("for all containers that change, each by a request of its own", async () => {
    await asked("app", "acme/web:pair", { yes: BOTH });
    const half = await tried({ app: "acme/web:pair", side: "acme/side:1" });
    expect(half.stderr).toContain("image acme/side:1 in container side of Deployment web: nobody has asked for it");
    const open = await asked("side", "acme/side:1", { yes: ["ben"] });
    const waiting = await tried({ app: "acme/web:pair", side: "acme/side:1" });
    expect(waiting.stderr).toContain(`request ${open.id} needs 2 approvals`);
    await place.store("cleo").answer(place.namespace, yesTo(open));
    expect(await tried({ app: "acme/web:pair", side: "acme/side:1" })).toMatchObject({ code: 0 });
    expect((await tried({ app: "acme/side:1", side: "acme/web:pair" })).stderr).toContain("[NotApproved]");
  });

  it("as a way back only where people approved the way", async () => {
    const way = [of("app", "acme/web:back")];
    const request = await asked("app", "acme/web:there", { restores: way, yes: ["ben"] });
    expect((await tried({ app: "acme/web:back" })).stderr).toContain("[NotApproved]");
    await place.store("cleo").answer(place.namespace, yesTo(request));
    expect(await tried({ app: "acme/web:back" })).toMatchObject({ code: 0 });
    expect((await tried({ side: "acme/web:back" })).stderr).toContain("in container side");
  });
});

describe("what is judged by no request", () => {
  it("is a dry run in Tidegate's name, and no change in its name", async () => {
    const ours = "--field-manager=tidegate";
    expect(await tried({ app: "acme/web:looked-at" }, ours)).toMatchObject({ code: 0 });
    expect((await tried({ app: "acme/web:looked-at" })).stderr).toContain("[NotApproved]");
    const args = ["set", "image", "deployment/web", "app=acme/web:looked-at", ours];
    expect((await place.kubectl("ann", args)).stderr).toContain("[NotApproved]");
    expect(await place.image()).toBe("acme/web:1");
  });

  it("is a Job of a CronJob made by the controller, and no other Job of its", async () => {
    const as = ["--as=system:serviceaccount:kube-system:cronjob-controller", "--dry-run=server"];
    const job = ["create", "job", "once", "--image=acme/evil:1"];
    expect((await place.kubectl("admin", [...job, ...as])).stderr).toContain("[NotApproved]");
  });
});
