import { expect, test } from "vitest";
import { guardedRequest } from "../../../../src/core/inbox/guardedRequest.ts";
import type { InboxPlace } from "../../../../src/core/inbox/pausedRollout.ts";
import { placeOfRequest } from "../../../../src/core/inbox/placeOfRequest.ts";
import { guardWith, webRequest } from "../../../support/guard/requests.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");
const place = (environment: string, production = false, application = "shop"): InboxPlace => {
  return { application, environment, production, context: "east" };
};
const request = webRequest({ image: "acme/web:2", now: NOW });

const shown = (environment: string): string | undefined => {
  const asked = { ...request, environment };
  const ben = { name: "ben", groups: [] };
  return guardedRequest(guardWith([asked]), asked, ben, place("production", true), NOW)?.message;
};

test("a request is about the environment that it names, of those that share the guard", () => {
  const together = [place("canary"), place("production", true, "blog"), place("production")] as const;
  expect(placeOfRequest(together, request)).toEqual({ ...place("production"), production: true });
  expect(placeOfRequest(together, { ...request, application: "blog" })).toEqual(place("production", true, "blog"));
});

test("what any of them says of production holds for all: a yes counts in the whole namespace", () => {
  const together = [place("canary"), place("production", true)] as const;
  expect(placeOfRequest(together, { ...request, environment: "canary" })).toEqual(place("canary", true));
  expect(placeOfRequest(together, { ...request, environment: "staging" })).toEqual(place("canary", true));
  expect(placeOfRequest([place("canary")], request).production).toBe(false);
});

test("a request that says it is for another environment than its guard's is shown as that", () => {
  expect(shown("staging")).toContain(
    "It says shop → staging, but a yes counts for the namespace of shop → production.",
  );
  expect(shown("production")).not.toContain("It says");
});
