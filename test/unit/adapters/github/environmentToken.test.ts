import { expect, it } from "vitest";
import { environmentToken } from "../../../../src/adapters/github/environmentToken.ts";
import { namedPlace } from "../../../../src/core/github/place.ts";

const ALL = { GH_TOKEN: "cloud", GITHUB_TOKEN: "other", GH_HOST: "git.example.com", GH_ENTERPRISE_TOKEN: "own" };

it.each([
  ["github.com", ALL, "cloud"],
  ["github.com", { GITHUB_TOKEN: " other " }, "other"],
  ["github.com", { GH_TOKEN: " " }, undefined],
  ["acme.ghe.com", ALL, "cloud"],
  ["git.example.com", ALL, "own"],
  ["evil.example.com", ALL, undefined],
  ["git.example.com", { GH_TOKEN: "cloud", GH_ENTERPRISE_TOKEN: "own" }, undefined],
])("%s", (host, env, token) => {
  expect(environmentToken(namedPlace("acme/shop", host)!, env)).toBe(token);
});
