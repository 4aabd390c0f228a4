import { expect, test } from "vitest";
import type { Application } from "../../../../../src/scaffold/facts/application.ts";
import type { Toolchain } from "../../../../../src/scaffold/generate/pipeline/toolchain.ts";
import { checkLines } from "../../../../../src/scaffold/generate/pipeline/checkLines.ts";
import { ownCatalogue } from "../../../../support/scaffold/catalogue.ts";
import { expressServer, fact } from "../../../../support/scaffold/sampleFacts.ts";

const TOOLCHAIN: Toolchain = { key: "any", title: "Any", image: "node", prepare: [], install: [] };

function linesOf(application: Application, usual: Partial<Toolchain> = {}) {
  return checkLines(application, { ...TOOLCHAIN, ...usual }, ownCatalogue());
}

function node(more: Partial<Extract<Application["ecosystem"], { kind: "node" }>>): Application {
  const ecosystem = { ...expressServer().ecosystem, ...more } as Application["ecosystem"];
  return expressServer({
    path: "apps/api",
    ecosystem,
    lintCommand: fact("pnpm run lint"),
    testCommand: fact("pnpm test"),
  });
}

test("members that one depends on are built before its tests import them", () => {
  const pnpm = node({ manager: "pnpm", packageName: "@shop/api", localDependencies: ["packages/core"] });
  const build = "pnpm --filter='@shop/api^...' run --if-present build";
  expect(linesOf(pnpm)).toEqual({ lint: `${build} && pnpm run lint`, test: `${build} && pnpm test` });

  const npm = node({ manager: "npm", packageName: "@shop/api", localDependencies: ["packages/core", "packages/ui"] });
  expect(linesOf(npm).test).toBe(
    "npm --prefix ../../packages/core run --if-present build && npm --prefix ../../packages/ui run --if-present build && pnpm test",
  );
  expect(linesOf(node({ localDependencies: [] })).test).toBe("pnpm test");
});

test("names that a shell could take for something else are not written", () => {
  expect(linesOf(node({ manager: "pnpm", packageName: "a'; rm -rf ~", localDependencies: ["lib"] })).test).toBe(
    "pnpm test",
  );
  expect(linesOf(node({ manager: "npm", localDependencies: ["packages/${{ x }}"] })).test).toBe("pnpm test");
});

test("a guess gives way to what the toolchain says to a machine", () => {
  const usual = { lint: "cargo clippy --locked -- -D warnings", test: "cargo test --locked" };
  const guessed = expressServer({
    lintCommand: { ...fact("cargo clippy"), confidence: "guess" },
    testCommand: { ...fact("cargo test"), confidence: "guess" },
  });
  expect(linesOf(guessed, usual)).toEqual(usual);
  expect(linesOf(expressServer({ testCommand: fact("cargo nextest run") }), usual).test).toBe("cargo nextest run");
  expect(linesOf({ ...guessed, ecosystem: { kind: "shell", root: ".", script: "a.sh" } }).lint).toBe("cargo clippy");
});

test.each([
  [2, "github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2."],
  [1, "github.com/golangci/golangci-lint/cmd/golangci-lint@v1."],
] as const)("golangci-lint %i is built by its version, because no runner has it", (golangci, module) => {
  const go = {
    kind: "go",
    root: ".",
    module: "m",
    mainPackage: ".",
    cgo: false,
    vendored: false,
    sums: true,
    golangci,
  };
  const lint = linesOf(
    expressServer({ ecosystem: go as Application["ecosystem"], lintCommand: fact("golangci-lint run") }),
  ).lint;
  expect(lint).toMatch(/^GOTOOLCHAIN=auto go run \S+ run$/u);
  expect(lint).toContain(module);
});
