import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bindingHash } from "../../../../src/core/approvals/binding.ts";
import { bindingOf, decisionsOf, isGenuine } from "../../../../src/core/guard/decisionsOf.ts";
import type { ClusterPerson } from "../../../../src/core/guard/clusterPerson.ts";
import { answering, asking, withdrawing } from "../../../../src/core/guard/edits.ts";
import { type GuardDecision, type GuardRequest, MOST_REQUESTS } from "../../../../src/core/guard/guard.ts";
import { guardImage, parseGuardImage } from "../../../../src/core/guard/guardImage.ts";
import { readGuard } from "../../../../src/core/guard/guardSchema.ts";
import { refusalIn } from "../../../../src/core/guard/refusal.ts";
import { requestFor } from "../../../../src/core/guard/requestFor.ts";
import { pendingIn, standingOf } from "../../../../src/core/guard/standing.ts";
import { freshBinding, guardWith, releaseOf, webRequest } from "../../../support/guard/requests.ts";

const NOW = Date.parse("2026-03-01T12:00:00Z");
const ben: ClusterPerson = { name: "ben", groups: [] };
const cleo: ClusterPerson = { name: "cleo", groups: ["people", "release-approvers"] };
const said = (request: GuardRequest, by: string, answer: GuardDecision["answer"], group?: string): GuardDecision => ({
  by,
  answer,
  bindingHash: request.bindingHash,
  at: "2026-03-01T12:00:00Z",
  ...(group !== undefined && { group }),
});
const asked = (decisions: (request: GuardRequest) => readonly GuardDecision[]): GuardRequest => {
  const request = webRequest({ image: "acme/web:2", now: NOW });
  return { ...request, decisions: decisions(request) };
};

const object = (spec: object, status?: object): never =>
  ({ metadata: { name: "tidegate", namespace: "shop", resourceVersion: "3" }, spec, status }) as never;

const denied = (said_: string, policy = "tidegate-guard-entries"): string =>
  `deploymentguards.tidegate.dev "tidegate" is forbidden: ValidatingAdmissionPolicy '${policy}' with binding 'b' denied request: ${said_}`;

describe("a request", () => {
  it("names what may be set, what may be set back, and what it is bound to", () => {
    const binding = freshBinding();
    const asker = { requester: "ann", authors: ["Zoe <z@example.com>"], now: NOW, validForSeconds: 60, strict: false };
    const request = requestFor(binding, releaseOf("acme/web:2"), asker);
    const place = { kind: "Deployment", name: "web", container: "app" };
    expect(request).toMatchObject({
      requester: "ann",
      images: [{ ...place, image: "acme/web:2" }],
      restores: [{ ...place, image: "acme/web:1" }],
      createdAt: "2026-03-01T12:00:00.000Z",
      expiresAt: "2026-03-01T12:01:00.000Z",
      bindingHash: bindingHash(binding),
    });
    expect(bindingOf(request)).toEqual(binding);
    expect(request).not.toHaveProperty("strict");
    expect(requestFor(binding, releaseOf("acme/web:2"), { ...asker, strict: true }).strict).toBe(true);
    expect(requestFor(binding, releaseOf("acme/web:2"), asker).id).toBe(request.id);
    expect(requestFor(freshBinding(), releaseOf("acme/web:2"), asker).id).not.toBe(request.id);
  });

  it("names images in a text that can be taken apart again", () => {
    const text = fc.stringMatching(/^[a-z0-9.-]{1,20}$/u);
    const kind = fc.constantFrom("Deployment", "Pod");
    const container = fc.oneof(
      text,
      text.map((name) => `volume/${name}`),
    );
    const image = fc.stringMatching(/^[a-z0-9.:/@=-]{1,40}$/u);
    fc.assert(
      fc.property(fc.record({ kind, name: text, container, image }), (one) => {
        expect(parseGuardImage(guardImage(one))).toEqual(one);
      }),
    );
    fc.assert(fc.property(fc.string(), (any) => void parseGuardImage(any)));
  });

  it("that moves no image names those that stay", () => {
    const release = releaseOf("acme/web:1", "acme/web:1");
    const asker = { requester: "ann", authors: [], now: NOW, validForSeconds: 60, strict: false };
    const request = requestFor(freshBinding(), release, asker);
    expect(request.images).toHaveLength(1);
    expect(request.restores).toEqual([]);
  });

  it("whose hash is not that of its members has no answers", () => {
    const request = asked((one) => [said(one, "ben", "approve")]);
    expect(decisionsOf(request)).toHaveLength(1);
    const forged = { ...request, manifestHash: "another" };
    expect(isGenuine(forged)).toBe(false);
    expect(decisionsOf(forged)).toEqual([]);
  });

  it("stands as its answers say, by who is listed now", () => {
    const stands = (request: GuardRequest, spec = {}, now = NOW) => standingOf(guardWith([], spec).spec, request, now);
    expect(stands(asked(() => []))).toEqual({ is: "waiting", missing: 1 });
    expect(stands(asked((one) => [said(one, "ben", "approve")]))).toEqual({ is: "approved" });
    expect(stands(asked((one) => [said(one, "cleo", "approve", "release-approvers")]))).toEqual({ is: "approved" });
    expect(stands(asked((one) => [said(one, "cleo", "approve")]))).toEqual({ is: "waiting", missing: 1 });
    expect(
      stands(
        asked((one) => [said(one, "ben", "approve")]),
        { required: 2 },
      ),
    ).toEqual({ is: "waiting", missing: 1 });
    expect(
      stands(
        asked((one) => [said(one, "ben", "approve")]),
        { approvers: {} },
      ),
    ).toEqual({ is: "waiting", missing: 1 });
    expect(
      stands(
        asked((one) => [said(one, "dora", "override")]),
        { required: 9 },
      ),
    ).toEqual({ is: "approved" });
    expect(stands(asked((one) => [said(one, "ben", "override")]))).toEqual({ is: "waiting", missing: 1 });
    expect(stands(asked((one) => [said(one, "ben", "approve"), said(one, "ben", "reject")]))).toEqual({
      is: "rejected",
    });
    expect(stands(asked((one) => [{ ...said(one, "ben", "approve"), bindingHash: "other" }]))).toMatchObject({
      is: "waiting",
    });
    expect(
      stands(
        asked((one) => [said(one, "ben", "approve")]),
        {},
        NOW + 3_600_000,
      ),
    ).toEqual({ is: "expired" });
    expect(stands({ ...asked(() => []), withdrawn: { by: "ann", at: "" } })).toEqual({ is: "withdrawn" });
    expect(stands({ ...asked(() => []), expiresAt: "soon" })).toEqual({ is: "expired" });
    expect(pendingIn(guardWith([asked(() => []), asked((one) => [said(one, "ben", "approve")])]), NOW)).toHaveLength(1);
  });
});

describe("an edit of a guard", () => {
  const request = webRequest({ image: "acme/web:2", now: NOW });

  it("asks once", () => {
    expect(asking(guardWith([]), request, NOW)).toMatchObject({ ok: true, value: [{ path: "/status" }] });
    expect(asking(guardWith([webRequest({ image: "a:1", now: NOW })]), request, NOW)).toMatchObject({
      value: [
        {
          op: "add",
          path: "/status/requests/-",
          value: { ...request, images: ["Deployment/web/app=acme/web:2"], restores: ["Deployment/web/app=acme/web:1"] },
        },
      ],
    });
    expect(asking(guardWith([request]), request, NOW)).toEqual({ ok: true, value: [] });
  });

  it("drops what has long expired where there is much, from the end, and says when there is no room", () => {
    const old = webRequest({ image: "a:1", now: NOW - 200_000_000 });
    const many = Array.from({ length: MOST_REQUESTS }, (_, index) => ({
      ...(index % 2 ? old : request),
      id: `r${index}`,
    }));
    const edit = asking(guardWith(many), request, NOW);
    if (!edit.ok) throw edit.error;
    expect(edit.value).toHaveLength(MOST_REQUESTS / 2 + 1);
    expect(edit.value[0]).toEqual({ op: "remove", path: `/status/requests/${MOST_REQUESTS - 1}` });
    const full = many.map((one) => ({ ...one, expiresAt: request.expiresAt }));
    const until = new Date(NOW + (3600 + 86_400 + 600) * 1000).toISOString();
    expect(asking(guardWith(full), request, NOW)).toMatchObject({
      ok: false,
      error: { reason: "GuardFull", message: expect.stringContaining(`may go at ${until}`) as string },
    });
  });

  it("answers once, by the group where the list does not name the person", () => {
    const answer = { request: request.id, answer: "approve", bindingHash: request.bindingHash } as const;
    expect(answering(guardWith([request]), answer, ben, NOW)).toMatchObject({
      value: [{ path: "/status/requests/0/decisions", value: [{ by: "ben", at: "2026-03-01T12:00:00.000Z" }] }],
    });
    const after = { ...request, decisions: [said(request, "ben", "approve")] };
    expect(answering(guardWith([after]), answer, cleo, NOW)).toMatchObject({
      value: [{ path: "/status/requests/0/decisions/-", value: { by: "cleo", group: "release-approvers" } }],
    });
    expect(answering(guardWith([after]), answer, ben, NOW)).toEqual({ ok: true, value: [] });
    expect(answering(guardWith([]), answer, ben, NOW)).toMatchObject({ ok: false, error: { reason: "RequestGone" } });
  });

  it("withdraws once", () => {
    const ann = { name: "ann", groups: [] };
    expect(withdrawing(guardWith([request]), request.id, ann, NOW)).toMatchObject({
      value: [{ path: "/status/requests/0/withdrawn", value: { by: "ann" } }],
    });
    const withdrawn = { ...request, withdrawn: { by: "ann", at: "" } };
    expect(withdrawing(guardWith([withdrawn]), request.id, ann, NOW)).toEqual({ ok: true, value: [] });
    expect(withdrawing(guardWith([]), request.id, ann, NOW)).toMatchObject({ ok: false });
  });
});

describe("a guard from a cluster", () => {
  it("is read at its stricter values where it says nothing", () => {
    expect(readGuard(object({ required: 1, approvers: {} }))).toMatchObject({
      ok: true,
      value: { namespace: "shop", requests: [], spec: { enforceImages: true, selfApproval: false } },
    });
  });

  it("of another make is a fault", () => {
    expect(readGuard(object({ required: 0, approvers: {} }))).toMatchObject({ error: { reason: "GuardUnreadable" } });
    expect(readGuard(object({ required: 1, approvers: {} }, { requests: [{ id: 7 }] }))).toMatchObject({ ok: false });
  });

  it("is never an exception", () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (spec, status) => {
        expect(readGuard(object(spec as object, status as object))).toHaveProperty("ok");
      }),
    );
  });
});

describe("a refusal", () => {
  it("is read into its code and its sentence", () => {
    expect(refusalIn(denied("[SelfApproval] ann asked for this."))).toEqual({
      policy: "tidegate-guard-entries",
      code: "SelfApproval",
      sentence: "ann asked for this.",
    });
    expect(
      refusalIn(denied("failed to configure binding: no params found for policy binding with `Deny`")),
    ).toMatchObject({
      code: "NoGuard",
    });
    expect(refusalIn(denied("[Fake] no", "someone-else"))).toEqual({ policy: "someone-else", sentence: "[Fake] no" });
    expect(refusalIn('pods is forbidden: User "ann" cannot list resource "pods"')).toBeUndefined();
  });

  it("is bounded, whatever is in the message", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 3000 }), (text) => {
        expect(refusalIn(denied(text))?.sentence.length).toBeLessThanOrEqual(600);
      }),
    );
  });
});
