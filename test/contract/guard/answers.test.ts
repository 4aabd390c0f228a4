import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { bindingHash } from "../../../src/core/approvals/binding.ts";
import { decisionsOf, isGenuine } from "../../../src/core/guard/decisionsOf.ts";
import { standingOf } from "../../../src/core/guard/standing.ts";
import "../../support/clusterUnderTest/provided.ts";
import "../../support/controlPlane/globalSetup.ts";
import type { UserName } from "../../support/controlPlane/users.ts";
import { type GuardedNamespace, guardedNamespace, SPEC } from "../../support/guard/guardedNamespace.ts";
import { freshBinding, webRequest } from "../../support/guard/requests.ts";
import { writeStatus, yesTo } from "../../support/guard/yes.ts";

let place: GuardedNamespace;

beforeAll(async () => {
  const { kubeconfig } = inject("clusterUnderTest");
  place = await guardedNamespace(inject("controlPlane"), kubeconfig, { ...SPEC, required: 2 });
});
afterAll(() => place.dispose());

const ask = async (more: Partial<Parameters<typeof webRequest>[0]> = {}, user: UserName = "ann") => {
  const request = webRequest({ image: "acme/web:2", requester: user, ...more });
  await place.store(user).ask(place.namespace, request);
  return request;
};
const answer = (user: UserName, ...to: Parameters<typeof yesTo>) =>
  place.store(user).answer(place.namespace, yesTo(...to));
const stands = async (id: string) => {
  const guard = await place.store("viewer").read(place.namespace);
  const request = guard!.requests.find((one) => one.id === id)!;
  return { request, standing: standingOf(guard!.spec, request, Date.now()).is };
};

async function secondYes(id: string, by: string, hash: string): Promise<object> {
  const index = (await place.store("ann").read(place.namespace))!.requests.findIndex((one) => one.id === id);
  const at = new Date().toISOString();
  const value = { by, group: "release-approvers", answer: "approve", bindingHash: hash, at };
  return { op: "add", path: `/status/requests/${index}/decisions/-`, value };
}

const fresh = (): ReturnType<typeof webRequest> => webRequest({ image: "acme/web:2" });

const knownOnly = (known: boolean): Promise<unknown> =>
  place.kubectl("gina", [
    "patch",
    "guard",
    "tidegate",
    "--type=merge",
    `--patch={"spec":{"knownAuthorsOnly":${String(known)}}}`,
  ]);

describe("a person at the API server", () => {
  it("is who it says", async () => {
    expect(await place.store("cleo").whoAmI()).toEqual({
      name: "cleo",
      groups: expect.arrayContaining(["people", "release-approvers"]) as string[],
    });
  });

  it("asks in their own name only", async () => {
    const request = webRequest({ image: "acme/web:2", requester: "ann" });
    await expect(place.store("ben").ask(place.namespace, request)).rejects.toMatchObject({ reason: "NotYourName" });
  });

  it("asks once for the same, and reads the same back", async () => {
    const request = await ask();
    await place.store("ann").ask(place.namespace, request);
    const guard = await place.store("viewer").read(place.namespace);
    const found = guard!.requests.filter(({ id }) => id === request.id);
    expect(found).toEqual([request]);
    expect(isGenuine(found[0]!)).toBe(true);
  });

  it("only looks as a viewer", async () => {
    const request = webRequest({ image: "acme/web:2", requester: "viewer" });
    await expect(place.store("viewer").ask(place.namespace, request)).rejects.toMatchObject({ reason: "Forbidden" });
  });

  it("administers without answering, and answers without administering", async () => {
    const request = await ask();
    await expect(answer("gina", request)).rejects.toMatchObject({ reason: "Forbidden" });
    const change = ["patch", "deploymentguard", "tidegate", "--type=merge", '--patch={"spec":{"required":1}}'];
    for (const user of ["ann", "ben", "cleo", "dora"] as const) {
      expect((await place.kubectl(user, change)).stderr).toContain("Forbidden");
    }
  });

  it("cannot hand the roles on", async () => {
    const args = ["create", "rolebinding", "more", "--clusterrole=tidegate-guard-administrator", "--user=ann"];
    for (const user of ["ann", "ben", "gina"] as const) {
      expect((await place.kubectl(user, args)).stderr).toContain("forbidden");
    }
  });
});

describe("an answer", () => {
  it("counts by name, by group and as often as required", async () => {
    const request = await ask();
    await answer("ben", request);
    expect((await stands(request.id)).standing).toBe("waiting");
    await answer("cleo", request, { comment: "Looks good ✓" });
    const { request: now, standing } = await stands(request.id);
    expect(standing).toBe("approved");
    expect(decisionsOf(now).map(({ by }) => by)).toEqual([
      { name: "ben", source: "cluster" },
      { name: "cleo", source: "cluster" },
    ]);
    expect(now.decisions![1]).toMatchObject({ group: "release-approvers", comment: "Looks good ✓" });
  });

  it("is refused from who asked, though they are listed", async () => {
    const request = await ask();
    await expect(answer("ann", request)).rejects.toMatchObject({
      reason: "SelfApproval",
      message: "ann asked for this or wrote the change, and cannot answer it. Ask someone else.",
    });
  });

  it("is refused from an author, also under another name", async () => {
    for (const author of [
      "ben",
      "Ben <ben@example.com>",
      "BEN@EXAMPLE.COM",
      "ben-too",
      "Ben-Too <b@elsewhere.example>",
    ]) {
      const request = await ask({ authors: ["Zoe <zoe@example.com>", author] });
      await expect(answer("ben", request)).rejects.toMatchObject({ reason: "SelfApproval" });
    }
  });

  it("is refused from who is not listed", async () => {
    const request = await ask();
    await expect(answer("dora", request)).rejects.toMatchObject({ reason: "NotAnApprover" });
  });

  it("is refused in another's name and by a group that one is not in", async () => {
    const request = await ask();
    const index = (await place.store("ann").read(place.namespace))!.requests.findIndex(({ id }) => id === request.id);
    const path = `/status/requests/${index}/decisions`;
    const said = { answer: "approve", bindingHash: request.bindingHash, at: new Date().toISOString() };
    const asBen = await writeStatus(place, "ann", [{ op: "add", path, value: [{ ...said, by: "ben" }] }]);
    expect(asBen.stderr).toContain("[NotYourName] You are ann and cannot answer in the name of ben.");
    const byGroup = { ...said, by: "dora", group: "release-approvers" };
    expect((await writeStatus(place, "dora", [{ op: "add", path, value: [byGroup] }])).stderr).toContain(
      "[NotYourGroup] dora is not in the group release-approvers",
    );
  });

  it("is refused twice, also under a second name", async () => {
    const request = await ask();
    await answer("ben", request);
    await answer("ben", request);
    const { request: now } = await stands(request.id);
    expect(now.decisions).toHaveLength(1);
    await expect(answer("ben", request, { answer: "override", comment: "Again" })).rejects.toMatchObject({
      reason: "AnsweredTwice",
    });
    const { stderr } = await place.kubectl("admin", [
      "patch",
      "deploymentguard",
      "tidegate",
      "--subresource=status",
      "--type=json",
      "--as=ben-too",
      `--patch=${JSON.stringify([await secondYes(request.id, "ben-too", request.bindingHash)])}`,
      "--as-group=release-approvers",
      "--as-group=system:masters",
    ]);
    expect(stderr).toContain("[AnsweredTwice] ben-too has answered already, perhaps under another name.");
  });

  it("is refused for something else than was asked", async () => {
    const request = await ask();
    const other = bindingHash(freshBinding());
    await expect(answer("ben", request, { bindingHash: other })).rejects.toMatchObject({ reason: "OtherBinding" });
  });

  it("is final where it is a rejection, which also stands after a yes", async () => {
    const request = await ask();
    await answer("ben", request);
    await answer("ben", request, { answer: "reject", comment: "I saw it too late." });
    await expect(answer("cleo", request)).rejects.toMatchObject({ reason: "Rejected" });
    expect((await stands(request.id)).standing).toBe("rejected");
  });

  it("says exactly the word where only that counts, and keeps its chance until then", async () => {
    const request = await ask({ strict: true });
    for (const comment of ["fine", "Yes", "yes ", undefined]) {
      const given = comment === undefined ? {} : { comment };
      await expect(answer("ben", request, given)).rejects.toMatchObject({ reason: "NotYes" });
    }
    await answer("ben", request, { comment: "yes" });
    await answer("cleo", request, { answer: "reject", comment: "Not before Monday." });
    expect((await stands(request.id)).standing).toBe("rejected");
  });

  it("overrides alone, from a listed person with a reason", async () => {
    const request = await ask();
    await expect(answer("dora", request, { answer: "override" })).rejects.toMatchObject({ reason: "NeedsComment" });
    await expect(answer("cleo", request, { answer: "override", comment: "Fire" })).rejects.toMatchObject({
      reason: "NotAnOverrider",
    });
    await answer("dora", request, { answer: "override", comment: "The shop is down." });
    expect((await stands(request.id)).standing).toBe("approved");
  });

  it("comes from two people at once, and both count", async () => {
    const request = await ask();
    await Promise.all([answer("ben", request), answer("cleo", request)]);
    expect((await stands(request.id)).standing).toBe("approved");
  });

  it("is refused once the request was withdrawn, which only its requester can do", async () => {
    const request = await ask();
    await expect(place.store("ben").withdraw(place.namespace, request.id)).rejects.toMatchObject({
      reason: "NotYourRequest",
    });
    await place.store("ann").withdraw(place.namespace, request.id);
    await expect(answer("ben", request)).rejects.toMatchObject({ reason: "Withdrawn" });
    expect(decisionsOf((await stands(request.id)).request)).toEqual([]);
  });
});

describe("what stands in a guard", () => {
  it("is not changed, moved, removed or doubled by anybody", async () => {
    const request = await ask();
    await answer("ben", request);
    const { requests } = (await place.store("ann").read(place.namespace))!;
    const last = requests.length - 1;
    const at = `/status/requests/${last}`;
    const tries: readonly (readonly [object[], string])[] = [
      [[{ op: "replace", path: `${at}/images/0`, value: "Deployment/web/app=acme/web:evil" }], "[Changed]"],
      [[{ op: "replace", path: `${at}/requester`, value: "zoe" }], "[Changed]"],
      [[{ op: "replace", path: `${at}/restores`, value: [] }], "[Changed]"],
      [[{ op: "replace", path: `${at}/expiresAt`, value: "2036-01-01T00:00:00Z" }], "[Changed]"],
      [[{ op: "add", path: `${at}/decisions/0/comment`, value: "Never said" }], "[Rewritten]"],
      [[{ op: "remove", path: `${at}/decisions/0` }], "[Rewritten]"],
      [[{ op: "remove", path: at }], "[Removed]"],
      [[{ op: "replace", path: "/status/requests", value: [] }], "[Removed]"],
      [[{ op: "move", from: at, path: "/status/requests/0" }], "[Rewritten]"],
      [[{ op: "copy", from: at, path: "/status/requests/-" }], "denied request"],
    ];
    for (const user of ["ann", "admin"] as const) {
      for (const [patch, said] of tries) {
        const { stderr } = await writeStatus(place, user, patch);
        expect(stderr).toContain(said);
      }
    }
    expect((await place.store("ann").read(place.namespace))!.requests).toEqual(requests);
  });

  it("is not replaced through the whole object either", async () => {
    await ask();
    const before = (await place.store("ann").read(place.namespace))!.requests;
    const object = JSON.parse(
      (await place.kubectl("admin", ["get", "guard", "tidegate", "-o", "json"])).stdout,
    ) as object;
    const emptied = JSON.stringify({ ...object, status: { requests: [] } });
    expect((await place.kubectl("gina", ["replace", "-f", "-"], emptied)).code).toBe(0);
    const bySubresource = await place.kubectl("ann", ["replace", "--subresource=status", "-f", "-"], emptied);
    expect(bySubresource.stderr).toMatch(/\[Removed\]|the object has been modified/u);
    expect((await place.store("ann").read(place.namespace))!.requests).toEqual(before);
  });

  it("takes no request twice: neither its binding nor its nonce", async () => {
    const request = await ask();
    const again = { ...request, id: "again" };
    await expect(place.store("ann").ask(place.namespace, again)).rejects.toMatchObject({ reason: "Replayed" });
    const sameNonce = { ...webRequest({ image: "acme/web:9" }), nonce: request.nonce };
    await expect(place.store("ann").ask(place.namespace, sameNonce)).rejects.toMatchObject({ reason: "Replayed" });
  });

  it("takes no request that is answered already, or lasts too long, or comes from another time", async () => {
    const now = new Date().toISOString();
    const yes = { by: "ann", answer: "approve", bindingHash: fresh().bindingHash, at: now } as const;
    const store = place.store("ann");
    await expect(store.ask(place.namespace, { ...fresh(), decisions: [yes] })).rejects.toMatchObject({
      reason: "AnsweredAlready",
    });
    await expect(ask({ seconds: 2 * 86_400 })).rejects.toMatchObject({ reason: "TooLong" });
    await expect(ask({ now: Date.now() - 3_600_000, seconds: 7200 })).rejects.toMatchObject({ reason: "ClockSkew" });
    await expect(ask({ now: Date.now() + 3_600_000 })).rejects.toMatchObject({ reason: "ClockSkew" });
  });
});

describe("authors whom nobody knows", () => {
  it("are refused where the guard says so", async () => {
    await knownOnly(true);
    await expect(ask({ authors: ["Mallory <m@example.com>"] })).rejects.toMatchObject({ reason: "UnknownAuthor" });
    await ask({ authors: ["Somebody <ben@example.com>"] });
    await knownOnly(false);
  });
});
