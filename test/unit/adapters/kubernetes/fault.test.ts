import { describe, expect, it } from "vitest";
import { connectionFault, statusFault } from "../../../../src/adapters/kubernetes/fault.ts";

const purpose = { context: "prod", doing: "change Deployment web in namespace shop" };

describe("a refusal", () => {
  it.each([
    [400, "Invalid"],
    [401, "Unauthorized"],
    [403, "Forbidden"],
    [404, "NotFound"],
    [409, "Conflict"],
    [410, "Gone"],
    [422, "Invalid"],
    [429, "ServerError"],
    [500, "ServerError"],
    [503, "ServerError"],
    [504, "Timeout"],
  ])("of status %i is %s", (code, reason) => {
    expect(statusFault(purpose, code, {})).toMatchObject({ reason, facts: { code, context: "prod" } });
  });

  it("for another manager's field names both and what to do", () => {
    const causes = [
      { reason: "FieldManagerConflict", message: 'conflict with "hpa" using apps/v1', field: ".spec.replicas" },
    ];
    const fault = statusFault(purpose, 409, { reason: "Conflict", message: "Apply failed", details: { causes } });
    expect(fault.message).toBe(
      'Could not change Deployment web in namespace shop: .spec.replicas is managed by "hpa". Change it there, or take it over.',
    );
    expect(fault.facts).toMatchObject({ manager: "hpa", field: ".spec.replicas" });
  });

  it("of an unknown field in a server-side apply is the caller's mistake, though the server says 500", () => {
    const message = "failed to create typed patch object: .spec.replcas: field not declared in schema";
    expect(statusFault(purpose, 500, { message }).reason).toBe("Invalid");
  });

  it("quotes the server without anything that looks like a credential", () => {
    expect(statusFault(purpose, 500, { message: "upstream said token=abc123" }).message).not.toContain("abc123");
  });
});

describe("a connection that fails", () => {
  it.each([
    ["ECONNREFUSED", /refused/u],
    ["ENOTFOUND", /name is not known/u],
    ["CERT_HAS_EXPIRED", /certificate has expired/u],
  ])("with %s says why in words", (code, words) => {
    const fault = connectionFault(purpose, Object.assign(new Error("raw"), { code }));
    expect(fault).toMatchObject({ reason: "Unreachable", message: expect.stringMatching(words) });
  });
});
