import { afterAll, beforeAll, expect, inject, it } from "vitest";
import type { InboxItem } from "../../../src/core/inbox/inboxItem.ts";
import type { InboxWatch } from "../../../src/host/inbox/inboxSource.ts";
import { watchGuard } from "../../../src/host/inbox/watchGuard.ts";
import "../../support/clusterUnderTest/provided.ts";
import "../../support/controlPlane/globalSetup.ts";
import { applyManifest } from "../../support/controlPlane/kubectl.ts";
import { createNamespace, deleteNamespace } from "../../support/controlPlane/namespace.ts";
import type { UserName } from "../../support/controlPlane/users.ts";
import { guard, type GuardedNamespace, guardedNamespace, SPEC } from "../../support/guard/guardedNamespace.ts";
import { webRequest } from "../../support/guard/requests.ts";

let guarded: GuardedNamespace;
const watches: InboxWatch[] = [];

beforeAll(async () => {
  guarded = await guardedNamespace(inject("controlPlane"), inject("clusterUnderTest").kubeconfig);
});
afterAll(async () => {
  for (const watch of watches) watch.dispose();
  await guarded.dispose();
});

function inboxOf(user: UserName, namespace = guarded.namespace): InboxWatch {
  const place = { application: "shop", environment: "production", production: true, context: "real", namespace };
  const watch = watchGuard(
    () => Promise.resolve(guarded.store(user)),
    place,
    () => Date.now(),
  );
  watches.push(watch);
  return watch;
}

async function asked(authors: readonly string[] = []) {
  const request = webRequest({ image: "acme/web:2", authors });
  await guarded.store("ann").ask(guarded.namespace, request);
  return request;
}

async function seen(watch: InboxWatch, nonce: string): Promise<InboxItem> {
  const find = (): InboxItem | undefined => watch.items.find((item) => item.nonce === nonce);
  await expect.poll(find, { timeout: 20_000 }).toBeDefined();
  return find()!;
}

it("shows a request to everybody, and lets those answer who may", async () => {
  const request = await asked(["Cleo <cleo>"]);
  const [ann, ben, cleo, dora] = (["ann", "ben", "cleo", "dora"] as const).map((user) => inboxOf(user));
  expect(await seen(ben!, request.nonce)).toMatchObject({
    heading: "shop → production 2",
    askedBy: "ann",
    answers: ["approve", "reject"],
    given: { yes: 0, required: 1 },
  });
  expect(await seen(ann!, request.nonce)).toMatchObject({
    answers: [],
    objection: "ann asked for it and cannot answer it.",
  });
  expect(await seen(cleo!, request.nonce)).toMatchObject({ answers: [] });
  expect(await seen(dora!, request.nonce)).toMatchObject({ answers: ["override"] });
});

it("settles a request everywhere once it was answered in one place", async () => {
  const request = await asked();
  const [ben, cleo] = [inboxOf("ben"), inboxOf("cleo")];
  await seen(cleo, request.nonce);
  const item = await seen(ben, request.nonce);
  await ben.answer(item, { kind: "approve", comment: "" });
  for (const watch of [ben, cleo]) {
    await expect
      .poll(() => watch.items.filter(({ nonce }) => nonce === request.nonce), { timeout: 20_000 })
      .toEqual([]);
  }
  await expect(ben.answer(item, { kind: "approve", comment: "" })).rejects.toMatchObject({ reason: "Answered" });
});

it("finds nothing, and no fault, in a namespace without a guard, and notices one that is made", async () => {
  const { connection } = guarded;
  const namespace = await createNamespace(connection, "unguarded");
  try {
    const watch = inboxOf("admin", namespace);
    const settled = new Promise<void>((resolve) => watch.onChange(resolve));
    await settled;
    expect([watch.items, watch.problems]).toEqual([[], []]);
    await applyManifest(connection, [guard(namespace, SPEC)]);
    const { name } = await guarded.store("admin").whoAmI();
    const request = webRequest({ image: "acme/web:2", requester: name });
    await guarded.store("admin").ask(namespace, request);
    expect(await seen(watch, request.nonce)).toMatchObject({ askedBy: name, answers: [] });
    expect(watch.problems).toEqual([]);
  } finally {
    await deleteNamespace(connection, namespace);
  }
});
