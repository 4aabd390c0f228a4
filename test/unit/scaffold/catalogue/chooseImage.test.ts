import { describe, expect, it } from "vitest";
import type { Catalogue } from "../../../../src/scaffold/catalogue/catalogue.ts";
import { chooseImage, chooseTool } from "../../../../src/scaffold/catalogue/chooseImage.ts";

const digest = `sha256:${"ab".repeat(32)}`;
const seen = { source: "https://example.com/Dockerfile", seen: "2026-11-01" };
const catalogue: Catalogue = {
  version: 1,
  images: { "node:24.11.1-slim": { ...seen, digest }, "node:22-slim": seen, "python:3.12-slim": seen },
  actions: {},
  tools: { pnpm: { ...seen, version: "10.2.0" } },
  apiVersions: {},
  choices: {
    node: { "22": "node:22-slim", "24": "node:24.11.1-slim", default: "node:24.11.1-slim" },
    python: {
      "3.10": "python:3.10-slim",
      "3.12": "python:3.12-slim",
      "3.14": "python:3.14-slim",
      default: "python:3.14-slim",
    },
    debian: { "12": "debian:bookworm-slim" },
  },
};

describe("the image for a name and a version", () => {
  it("names the digest that was seen, and the exact tag where none was", () => {
    expect(chooseImage(catalogue, "node", "24")).toEqual({
      reference: `node:24.11.1-slim@${digest}`,
      tag: "node:24.11.1-slim",
      reason: "asked",
      pinned: true,
    });
    expect(chooseImage(catalogue, "node", "22")).toMatchObject({ reference: "node:22-slim", pinned: false });
  });

  it.each([
    ["node", "22.11.0", "node:22-slim", "asked"],
    ["node", "v22", "node:22-slim", "asked"],
    ["node", "23", "node:24.11.1-slim", "default"],
    ["node", "lts/jod", "node:24.11.1-slim", "default"],
    ["node", undefined, "node:24.11.1-slim", "default"],
    ["python", "3", "python:3.14-slim", "asked"],
    ["python", "3.11", "python:3.12-slim", "near"],
    ["python", "3.8.19", "python:3.10-slim", "near"],
    ["python", "3.15", "python:3.14-slim", "near"],
    ["python", "2.7", "python:3.14-slim", "default"],
  ] as const)("gives for %s %s the tag %s, as %s", (name, asked, tag, reason) => {
    expect(chooseImage(catalogue, name, asked)).toMatchObject({ tag, reason });
  });

  it("says what to do where there is none", () => {
    expect(() => chooseImage(catalogue, "ruby", "3.3")).toThrow(/names no image for ruby\. Add one/u);
    expect(() => chooseImage(catalogue, "debian", "11")).toThrow(/names no image for debian/u);
  });
});

describe("the version of a package manager", () => {
  it("is the one that is pinned in full, else the catalogue's", () => {
    expect(chooseTool(catalogue, "pnpm", "9.15.4")).toBe("9.15.4");
    expect(chooseTool(catalogue, "pnpm", "9")).toBe("10.2.0");
    expect(chooseTool(catalogue, "pnpm", "9.1.0 && id")).toBe("10.2.0");
    expect(() => chooseTool(catalogue, "uv")).toThrow(/names no version of uv/u);
  });
});
