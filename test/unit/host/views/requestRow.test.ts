import { expect, test } from "vitest";
import type { InboxItem } from "../../../../src/core/inbox/inboxItem.ts";
import { requestRow } from "../../../../src/host/views/approvals/requestRow.ts";

const NOW = Date.parse("2026-11-20T10:00:00Z");

const ITEM: InboxItem = {
  id: "x",
  store: "cluster",
  heading: "shop → production 1.9.0",
  message: "ann asks for run 41: web (app) becomes shop/web:1.9.0.",
  production: true,
  environment: "production",
  askedBy: "ann",
  since: NOW - 60_000,
  until: NOW + 3_600_000,
  given: { yes: 1, required: 2 },
  answers: ["approve", "reject"],
};

const row = (more: Partial<InboxItem> = {}) => requestRow({ ...ITEM, ...more }, { now: NOW, timeZone: "UTC" });

test("a request says how many have said yes, until when it waits, who asks and where it is kept", () => {
  expect(row().description).toBe("1 of 2 · until 11:00 · asked by ann · cluster");
  expect(row().contextValue).toBe(";request;canApprove;canReject;");
});

test("one that has no deadline says how long it has waited", () => {
  const { until: _until, given: _given, askedBy: _by, ...rest } = ITEM;
  const paused = requestRow({ ...rest, store: "argo-rollouts" }, { now: NOW, timeZone: "UTC" });
  expect(paused.description).toBe("for 1 min · Argo Rollouts");
});

test("one that this person may not answer says so, to the eye and to the ear", () => {
  const other = row({ answers: [], objection: "ann asked for it and cannot answer it." });
  expect(other.description).toContain("not yours to answer");
  expect(other.accessibilityLabel).toContain("ann asked for it and cannot answer it");
  expect(other.icon.id).toBe("lock");
});

test("what others wrote is no markup", () => {
  const evil = row({ heading: "[x](command:evil) $(bug)", message: "<b>**all**</b>" });
  expect(evil.tooltip).toContain("\\[x\\]\\(command\\:evil\\)");
  expect(evil.tooltip).not.toMatch(/(?<!\\)</u);
});

test("a wait that no answer ends is said while it lasts, and rules are told to who points at the row", () => {
  const waits = row({ notBefore: NOW + 1_200_000, rules: ["Only *main* is deployed."] });
  expect(waits.description).toContain("until 11:00 · not before 10:20");
  expect(waits.tooltip).toContain("Only \\*main\\* is deployed\\.");
  expect(row({ notBefore: NOW }).description).not.toContain("not before");
});
