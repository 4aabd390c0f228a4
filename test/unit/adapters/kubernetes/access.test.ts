import { describe, expect, it } from "vitest";
import { ManualClock } from "../../../../src/base/clock.ts";
import type { Access } from "../../../../src/core/rollout/cluster.ts";
import { KINDS } from "../../../../src/core/rollout/kinds.ts";
import { accessReviews } from "../../../../src/adapters/kubernetes/access.ts";
import { fakeApiServer, sendJson } from "../../../support/fakeApiServer.ts";

const access: Access = { verb: "patch", kind: KINDS.Deployment, namespace: "shop", subresource: "scale" };

async function reviews(allowed: boolean) {
  const clock = new ManualClock();
  const server = await fakeApiServer((_seen, response) =>
    sendJson(response, { status: { allowed, reason: "RBAC" } }, 201),
  );
  return { clock, server, may: accessReviews(server.rest({ clock, random: () => 0 }), clock) };
}

describe("asking what one may do", () => {
  it("asks the server in its words", async () => {
    const { server, may } = await reviews(true);
    expect(await may(access)).toEqual({ allowed: true, reason: "RBAC" });
    expect(server.requests[0]?.body).toMatchObject({
      kind: "SelfSubjectAccessReview",
      spec: {
        resourceAttributes: {
          verb: "patch",
          group: "apps",
          version: "v1",
          resource: "deployments",
          subresource: "scale",
          namespace: "shop",
        },
      },
    });
  });

  it("names the core group by nothing", async () => {
    const { server, may } = await reviews(true);
    await may({ verb: "get", kind: KINDS.Pod, namespace: "shop", name: "web-1" });
    expect(server.requests[0]?.body).toMatchObject({ spec: { resourceAttributes: { group: "", name: "web-1" } } });
  });

  it.each([
    [true, 60_000],
    [false, 15_000],
  ])("remembers an answer (%s) for %i ms", async (allowed, ms) => {
    const { clock, server, may } = await reviews(allowed);
    await Promise.all([may(access), may(access)]);
    clock.advance(ms - 1);
    await may(access);
    expect(server.requests).toHaveLength(1);
    clock.advance(1);
    await may(access);
    expect(server.requests).toHaveLength(2);
  });

  it("lets one who asks leave without ending the question for the others", async () => {
    const { may } = await reviews(true);
    const leaving = may(access, AbortSignal.abort());
    const staying = may(access);
    await expect(leaving).rejects.toMatchObject({ reason: "Aborted" });
    expect(await staying).toMatchObject({ allowed: true });
  });
});
