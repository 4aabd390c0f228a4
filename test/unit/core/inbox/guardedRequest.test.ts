import { expect, test } from "vitest";
import type { GuardImage } from "../../../../src/core/guard/guardImage.ts";
import { guardedRequest } from "../../../../src/core/inbox/guardedRequest.ts";
import { guardWith, webRequest } from "../../../support/guard/requests.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");
const PLACE = { application: "shop", environment: "production", production: true, context: "east" };

function messageFor(restores: readonly GuardImage[] | undefined): string | undefined {
  const request = { ...webRequest({ image: "acme/web:2", now: NOW }), restores };
  return guardedRequest(guardWith([request]), request, { name: "ben", groups: [] }, PLACE, NOW)?.message;
}

const web = (image: string): GuardImage => ({ kind: "Deployment", name: "web", container: "app", image });

test("says from which image to which, for a yes lets the way back through, too", () => {
  expect(messageFor([web("acme/web:1")])).toContain(": web (app) goes from acme/web:1 to acme/web:2.");
});

test("says what else might be set as a way back, so that nobody agrees to it unseen", () => {
  const other: GuardImage = { kind: "Deployment", name: "cart", container: "app", image: "evil:1" };
  const message = messageFor([web("acme/web:1"), web("evil:2"), other]);
  expect(message).toContain("web (app) may become evil:2 as a way back");
  expect(message).toContain("cart (app) may become evil:1 as a way back");
  const nightly = messageFor([{ ...web("evil:3"), kind: "CronJob" }]);
  expect(nightly).toContain("CronJob web (app) may become evil:3 as a way back");
});

test("says who has answered, and with what words", () => {
  const request = webRequest({ image: "acme/web:2", now: NOW });
  const { bindingHash } = request;
  const at = "2026-11-22T10:00:00Z";
  const decisions = [{ by: "cleo", answer: "approve" as const, comment: "Seen in staging.", bindingHash, at }];
  const spec = { required: 2, approvers: { users: ["ben", "cleo"], groups: [] } };
  const asked = { ...request, decisions };
  const item = guardedRequest(guardWith([asked], spec), asked, { name: "ben", groups: [] }, PLACE, NOW);
  expect(item).toMatchObject({ given: { yes: 1, required: 2 }, said: ["cleo said yes: Seen in staging."] });
});

test("says where only exactly the word counts", () => {
  const [strict, other] = [true, false].map((word) => {
    const request = webRequest({ image: "acme/web:2", now: NOW, strict: word });
    return guardedRequest(guardWith([request]), request, { name: "ben", groups: [] }, PLACE, NOW);
  });
  expect(strict?.strict).toBe(true);
  expect(other).not.toHaveProperty("strict");
});

test("says what an image becomes where no way back is named", () => {
  expect(messageFor(undefined)).toContain(": web (app) becomes acme/web:2.");
});
