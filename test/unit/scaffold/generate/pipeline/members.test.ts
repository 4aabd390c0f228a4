import { expect, test } from "vitest";
import type { Application } from "../../../../../src/scaffold/facts/application.ts";
import { deliveriesOf } from "../../../../../src/scaffold/generate/pipeline/deliveries.ts";
import { groupsOf, membersOf } from "../../../../../src/scaffold/generate/pipeline/members.ts";
import { noExpression, plainLine, plainPath } from "../../../../../src/scaffold/generate/pipeline/safeText.ts";
import { ownCatalogue } from "../../../../support/scaffold/catalogue.ts";
import { detectionOf, expressServer, fact, sampleSettings } from "../../../../support/scaffold/sampleFacts.ts";

function inputOf(...applications: readonly Application[]) {
  return { applications, detection: detectionOf(...applications), settings: sampleSettings, catalogue: ownCatalogue() };
}

function member(name: string, version: string): Application {
  const base = expressServer();
  const ecosystem = { ...base.ecosystem, manager: "pnpm", lockFile: "pnpm-lock.yaml", localDependencies: ["lib"] };
  return expressServer({
    name,
    path: `apps/${name}`,
    runtime: fact({ name: "node", version }),
    packageManager: fact({ name: "pnpm", version: "9.15.4" }),
    ecosystem: ecosystem as Application["ecosystem"],
  });
}

test("what needs the same toolchain is one group", () => {
  const groups = groupsOf(inputOf(member("b", "24"), member("a", "24"), member("c", "22")));
  expect(groups.map(({ toolchain, members }) => [toolchain.key, members.map(({ name }) => name)])).toEqual([
    ["node-22-pnpm", ["c"]],
    ["node-24-pnpm", ["a", "b"]],
  ]);
});

test("two lock files make two groups of one toolchain, with keys of their own", () => {
  const base = expressServer();
  const at = (name: string) =>
    expressServer({
      name,
      path: name,
      ecosystem: { ...base.ecosystem, root: name, lockFile: `${name}/package-lock.json` } as Application["ecosystem"],
    });
  const groups = groupsOf(inputOf(at("b"), at("a")));
  expect(groups.map(({ toolchain }) => [toolchain.key, toolchain.cache?.lockFile])).toEqual([
    ["node-24-npm", "a/package-lock.json"],
    ["node-24-npm-2", "b/package-lock.json"],
  ]);
});

test("a member is changed by its folder, by what it is built with, and by what the workspace's root decides", () => {
  const [first] = membersOf(inputOf(member("a", "24")));
  expect(first?.paths).toEqual([
    ".dockerignore",
    ".npmrc",
    "apps/a/",
    "lib/",
    "nx.json",
    "package.json",
    "pnpm-lock.yaml",
    "pnpm-workspace.yaml",
    "tsconfig.base.json",
    "tsconfig.json",
    "turbo.json",
  ]);
  expect(membersOf(inputOf(expressServer()))[0]?.paths).toEqual([""]);
});

test("the first of three environments is developers' own; the last waits for the one before it", () => {
  const deliveries = deliveriesOf(inputOf(expressServer()));
  expect(deliveries.map(({ name, after, addresses }) => [name, after, addresses])).toEqual([
    ["staging", undefined, ["https://shop.staging.example.com/healthz"]],
    ["production", "staging", ["https://shop.example.com/healthz"]],
  ]);
});

test.each(["npm test", "pnpm --filter @acme/api test", "npm run build && npm test", "./gradlew --no-daemon check"])(
  "%s is a plain line",
  (line) => {
    expect(plainLine(line)).toBe(line);
  },
);

test.each([
  "npm test; id",
  "npm test | sh",
  "$(id)",
  "`id`",
  'echo "x"',
  "a\nb",
  "a  b",
  "${{ x }}",
  "a > b",
  "",
  "a && ",
])("%j is no plain line", (line) => {
  expect(plainLine(line)).toBeUndefined();
});

test.each(["it's", "$HOME", "-rf", "a\nb", "a*", "", " a"])("%j is no plain path", (path) => {
  expect(plainPath(path)).toBeUndefined();
});

test("a text that looks like an expression is left a text", () => {
  expect(noExpression("a ${{ b }} ${{")).toBe("a ${{ '${{' }} b }} ${{ '${{' }}");
});
