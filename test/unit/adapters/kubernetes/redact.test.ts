import { describe, expect, it } from "vitest";
import { redact } from "../../../../src/adapters/kubernetes/redact.ts";

describe("redacting", () => {
  it.each([
    ["Authorization: Bearer abc.def-123", "abc.def-123"],
    ["got eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl", "eyJhbGciOiJSUzI1NiJ9"],
    ["refresh_token=s3cret expired", "s3cret"],
    [`${"X".repeat(60)}_PASSWORD: hunter2`, "hunter2"],
    ['{"password": "hunter2 and more"}', "hunter2"],
    ["fetch https://ada:pa55@sso.example failed", "pa55"],
    [`blob ${"A1b2".repeat(12)}`, "A1b2A1b2"],
  ])("hides what looks like a credential: %s", (text, secret) => {
    expect(redact(text)).not.toContain(secret);
    expect(redact(text)).toContain("[hidden]");
  });

  it("leaves plain words alone and folds white space", () => {
    expect(redact("not signed in:\n  run aws sso login")).toBe("not signed in: run aws sso login");
  });

  it("bounds the length", () => {
    expect(redact("no ".repeat(10_000))).toHaveLength(301);
  });
});
