import { relativePath } from "../../../base/treePath.ts";
import type { Catalogue } from "../../catalogue/catalogue.ts";
import { chooseTool } from "../../catalogue/chooseImage.ts";
import type { Application } from "../../facts/application.ts";
import type { GoFacts, NodeFacts } from "../../facts/ecosystemFacts.ts";
import type { Fact } from "../../facts/fact.ts";
import { dependencyBuilds } from "../dockerfile/nodeBuild.ts";
import { plainLine } from "./safeText.ts";
import type { Toolchain } from "./toolchain.ts";

/** The lines that lint and test an application, run in its folder after dependencies are installed. */
export interface CheckLines {
  readonly lint?: string;
  readonly test?: string;
}

/** What the workspace says, else what its toolchain has; with everything before it that such a line takes for granted. */
export function checkLines(application: Application, toolchain: Toolchain, catalogue: Catalogue): CheckLines {
  const lint = lineOf(application.lintCommand, toolchain.lint);
  const test = lineOf(application.testCommand, toolchain.test);
  const { ecosystem, path } = application;
  const builds = ecosystem.kind === "node" ? dependenciesOf(ecosystem, path) : [];
  const linted = lint !== undefined && ecosystem.kind === "go" ? withLinter(lint, ecosystem, catalogue) : lint;
  return {
    ...(linted !== undefined && { lint: [...builds, linted].join(" && ") }),
    ...(test !== undefined && { test: [...builds, test].join(" && ") }),
  };
}

/** A guess is what anybody would type; a toolchain knows how it is said to a machine. */
function lineOf(said: Fact<string> | undefined, usual: string | undefined): string | undefined {
  if (said?.confidence === "guess" && usual !== undefined) return usual;
  return plainLine(said?.value) ?? usual;
}

/** Members that it depends on are imported as they are built. Names that a shell could misread are left alone. */
function dependenciesOf(facts: NodeFacts, path: string): readonly string[] {
  const names = [facts.packageName ?? "", path, ...facts.localDependencies];
  if (!names.every((name) => /^[\w@./-]*$/u.test(name))) return [];
  return dependencyBuilds(facts, relativePath(facts.root, path));
}

/** No runner and no image of Go has golangci-lint: it is built by its version, on the release of Go that it asks for. */
function withLinter(lint: string, { golangci }: GoFacts, catalogue: Catalogue): string {
  if (golangci === undefined || !lint.startsWith("golangci-lint ")) return lint;
  const module = `github.com/golangci/golangci-lint${golangci === 2 ? "/v2" : ""}/cmd/golangci-lint`;
  const version = chooseTool(catalogue, golangci === 2 ? "golangci-lint" : "golangci-lint-1");
  return `GOTOOLCHAIN=auto go run ${module}@${version}${lint.slice("golangci-lint".length)}`;
}
