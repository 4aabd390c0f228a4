import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkVersion, parseImage, printImage, versionLabel, withVersion } from "../../../../src/core/rollout/image.ts";

const SHA = `sha256:${"0123456789abcdef".repeat(4)}`;

function optional<T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(of, { nil: undefined });
}

describe("an image reference", () => {
  it.each([
    ["nginx", { repository: "nginx" }],
    ["library/nginx:1.27", { repository: "library/nginx", tag: "1.27" }],
    ["localhost:5000/web", { registry: "localhost:5000", repository: "web" }],
    ["registry:5000/web:1", { registry: "registry:5000", repository: "web", tag: "1" }],
    ["ghcr.io/shop/web:1.9.0", { registry: "ghcr.io", repository: "shop/web", tag: "1.9.0" }],
    [`[::1]:5000/a/b@${SHA}`, { registry: "[::1]:5000", repository: "a/b", digest: SHA }],
    [`ghcr.io/shop/web:1.9.0@${SHA}`, { registry: "ghcr.io", repository: "shop/web", tag: "1.9.0", digest: SHA }],
  ])("%s is taken apart", (text, parts) => {
    expect(parseImage(text)).toEqual(parts);
    expect(printImage(parts)).toBe(text);
  });

  it.each(["", ":1", "Web:1", "web:", "web@sha256:12", "web@@", "web tag", "a//b", "web:1:2"])("%j is none", (text) => {
    expect(parseImage(text)).toBeUndefined();
  });

  it("prints back as what it was read from", () => {
    const part = fc.stringMatching(/^[a-z0-9]{1,6}$/u);
    const parts = fc.record({
      registry: optional(fc.tuple(part, fc.nat({ max: 65535 })).map(([host, port]) => `${host}.example:${port}`)),
      repository: fc.array(part, { minLength: 1, maxLength: 3 }).map((path) => path.join("/")),
      tag: optional(fc.stringMatching(/^\w[\w.-]{0,20}$/u)),
      digest: optional(fc.constant(SHA)),
    });
    const holds = fc.property(parts, (image) => {
      const given = JSON.parse(JSON.stringify(image)) as typeof image & { repository: string };
      expect(parseImage(printImage(given as never))).toEqual(given);
    });
    expect(fc.check(holds).counterexample).toBeNull();
  });

  it("gets another version by tag or digest, which drops the other", () => {
    expect(withVersion(`ghcr.io/web:1@${SHA}`, " 2.0 ")).toEqual({ ok: true, value: "ghcr.io/web:2.0" });
    expect(withVersion("ghcr.io/web:1", SHA)).toEqual({ ok: true, value: `ghcr.io/web@${SHA}` });
    expect(withVersion("Not an image", "2").ok).toBe(false);
  });

  it("has a short label", () => {
    expect(["web:1.9.0", `web@${SHA}`, "web", "???"].map(versionLabel)).toEqual([
      "1.9.0",
      "sha256:0123456789ab",
      "latest",
      "unknown",
    ]);
  });
});

describe("a typed version", () => {
  it.each([
    ["", "No version is given"],
    ["web:1.9.0", "is not a digest"],
    ["ghcr.io/web:1", "looks like a whole image"],
    ["-1", "may not begin with a dot or a dash"],
    ["1.9 0", "only letters, digits"],
    ["1".repeat(129), "129 characters"],
  ])("%j is refused with a sentence", (typed, part) => {
    const checked = checkVersion(typed);
    expect(!checked.ok && checked.error.message).toContain(part);
  });
});
