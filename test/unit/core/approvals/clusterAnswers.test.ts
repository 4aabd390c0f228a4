import { describe, expect, it } from "vitest";
import { mayAnswer, mayOverride } from "../../../../src/core/approvals/mayAnswer.ts";
import type { ApprovalPolicy } from "../../../../src/core/graph/graph.ts";
import type { Person } from "../../../../src/core/run/release.ts";

const POLICY: ApprovalPolicy = { required: 1, selfApproval: false, expiresAfterSeconds: 3600, store: "cluster" };
const ANN: Person = { name: "Ann <ann@example.test>", source: "git" };
const there = (name: string): Person => ({ name, source: "cluster" });

describe("where the cluster takes the answers", () => {
  it("counts whoever its API server took an answer from", () => {
    expect(mayAnswer(POLICY, ANN, [], there("ben"))).toEqual({ ok: true });
    expect(mayOverride(POLICY, ANN, [], there("dora"))).toEqual({ ok: true });
  });

  it("counts nobody's word that was given elsewhere, listed or not", () => {
    const listed = { ...POLICY, approvers: ["ben"], overriders: ["ben"] };
    for (const source of ["git", "os", "flag", "github"] as const) {
      expect(mayAnswer(listed, ANN, [], { name: "ben", source })).toMatchObject({ reason: "NotInTheCluster" });
      expect(mayOverride(listed, ANN, [], { name: "ben", source })).toMatchObject({ reason: "NotInTheCluster" });
    }
  });

  it("still does not count who asked for it or wrote it", () => {
    expect(mayAnswer(POLICY, ANN, [], there("ann@example.test"))).toMatchObject({ reason: "SelfApproval" });
    const author: Person = { name: "Ben <ben@example.test>", source: "git" };
    expect(mayAnswer(POLICY, ANN, [author], there("ben@example.test"))).toMatchObject({ reason: "AuthorApproval" });
  });
});
