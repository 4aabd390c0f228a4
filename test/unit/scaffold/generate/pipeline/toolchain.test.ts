import { expect, test } from "vitest";
import type { Application, Language } from "../../../../../src/scaffold/facts/application.ts";
import { toolchainOf } from "../../../../../src/scaffold/generate/pipeline/toolchain.ts";
import { ownCatalogue } from "../../../../support/scaffold/catalogue.ts";
import { expressServer, fact } from "../../../../support/scaffold/sampleFacts.ts";
import { stepsOf, workflowsOf } from "../../../../support/scaffold/workflowFiles.ts";

const catalogue = ownCatalogue();

function onJava(name: string, language: Language, tool: "maven" | "gradle", root = "."): Application {
  const ecosystem = {
    kind: "java",
    root,
    tool,
    wrapper: true,
    module: ".",
    artifact: "build/libs/*.jar",
    packaging: "boot-jar",
  } as const;
  return expressServer({ name, path: name, language: fact(language), ecosystem });
}

function languagesOf(applications: readonly Application[]): unknown {
  const job = workflowsOf(applications).get("ci.yml")?.jobs["codeql"] as Readonly<Record<string, unknown>>;
  return (job["strategy"] as { matrix: { include: unknown } }).matrix.include;
}

test("Kotlin is compiled to be analysed, and Java beside it with it", () => {
  const java = onJava("orders", "java", "maven");
  const kotlin = onJava("mail", "kotlin", "maven");
  expect(languagesOf([java])).toEqual([{ language: "java-kotlin", "build-mode": "none" }]);
  expect(languagesOf([java, kotlin])).toEqual([{ language: "java-kotlin", "build-mode": "autobuild" }]);
  expect(languagesOf([kotlin, java])).toEqual(languagesOf([java, kotlin]));
});

test.each([
  ["maven", "'pom.xml', '**/pom.xml'"],
  ["gradle", "'gradle/wrapper/gradle-wrapper.properties', '**/*.gradle', '**/*.gradle.kts', '**/*.versions.toml'"],
] as const)("what %s downloads is kept by all files that name it", (tool, files) => {
  const keys = stepsOf(workflowsOf([onJava("orders", "java", tool)])).map((step) => step.with?.["key"]);
  expect(keys).toContainEqual(expect.stringContaining(`hashFiles(${files}`));
});

test("of a build that stands in a folder, only those there", () => {
  expect(toolchainOf(onJava("orders", "java", "maven", "backend"), catalogue)?.cache).toMatchObject({
    lockFile: "backend/pom.xml",
    others: ["backend/**/pom.xml"],
  });
});

test("tests run with the Bun that the image has, or with the one that the workspace pins", () => {
  const bun = { kind: "node", root: ".", manager: "bun", lockFile: "bun.lock" } as Application["ecosystem"];
  const inImage = /:([\d.]+)/u.exec(catalogue.choices["bun"]?.["default"] ?? "")?.[1];
  const versionOf = (more: Partial<Application>) =>
    toolchainOf(expressServer({ ecosystem: bun, ...more }), catalogue)?.setup?.inputs[0];
  expect(versionOf({})).toEqual(["bun-version", inImage]);
  const pinned = fact({ name: "bun", version: "1.1.30" });
  expect(versionOf({ packageManager: pinned })).toEqual(["bun-version", "1.1.30"]);
});
