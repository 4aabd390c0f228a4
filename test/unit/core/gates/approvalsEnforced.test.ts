import { describe, expect, it } from "vitest";
import {
  approvalLost,
  type EnforcementFacts,
  judgeApprovalsEnforced,
} from "../../../../src/core/gates/rules/approvalsEnforced.ts";
import type { Guard, GuardSpec } from "../../../../src/core/guard/guard.ts";
import type { GuardState } from "../../../../src/core/guard/guardState.ts";

const INSTALLED: GuardState = { is: "installed", version: 1, message: "Approval policies of version 1 hold here." };
const MISSING: GuardState = { is: "missing", message: "This cluster has no approval policies." };
const OLDER: GuardState = { is: "older", version: 0, message: "They are of version 0." };
const UNKNOWN: GuardState = { is: "unknown", message: "You may not see them." };

const SPEC: GuardSpec = {
  required: 1,
  approvers: { users: ["ben"] },
  enforceImages: true,
  selfApproval: false,
  maxValidity: 86_400,
  restoreFor: 86_400,
};

const guard = (spec: Partial<GuardSpec> = {}): Guard => ({
  namespace: "shop",
  resourceVersion: "1",
  spec: { ...SPEC, ...spec },
  requests: [],
});

function judged(more: Partial<EnforcementFacts> = {}) {
  const { verdict, reason } = judgeApprovalsEnforced({
    namespace: "shop",
    required: 1,
    policies: INSTALLED,
    guard: guard(),
    objection: undefined,
    ...more,
  });
  return [verdict, reason];
}

describe("whether the cluster holds people to an approval", () => {
  it.each([
    ["policies and a guard", {}, ["pass", "Enforced"]],
    ["no policies", { policies: MISSING }, ["fail", "PoliciesMissing"]],
    ["policies of an older version", { policies: OLDER }, ["fail", "PoliciesMissing"]],
    ["policies that may not be seen", { policies: UNKNOWN }, ["inconclusive", "PoliciesUnknown"]],
    ["a cluster that would not take the request", { objection: "Set your clock." }, ["fail", "NotTaken"]],
    ["no guard", { guard: undefined }, ["fail", "NoGuard"]],
    ["a guard without approvers", { guard: guard({ approvers: {} }) }, ["fail", "NobodyMayApprove"]],
    ["a guard that asks for more", { guard: guard({ required: 2 }) }, ["fail", "MoreRequired"]],
    ["a plan that asks for more", { required: 2 }, ["pass", "Enforced"]],
  ])("%s", (_case, facts, expected) => {
    expect(judged(facts)).toEqual(expected);
  });
});

describe("an approval before its use", () => {
  it("holds where the policies do and it stands as approved", () => {
    expect(approvalLost(INSTALLED, "approved")).toBeUndefined();
  });

  it("is lost with the policies, with its request, and by its expiry", () => {
    expect(approvalLost(MISSING, "approved")).toContain("no approval policies");
    expect(approvalLost(INSTALLED, undefined)).toContain("gone");
    expect(approvalLost(INSTALLED, "expired")).toContain("expired");
  });
});
