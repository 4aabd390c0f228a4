import { relativePath, wayUp } from "../../../base/treePath.ts";
import type { NodeFacts } from "../../facts/ecosystemFacts.ts";
import { escapes } from "../../render/escapes.ts";
import { runLine } from "./instructions.ts";
import type { Ingredients } from "./recipe.ts";

/** What is run to build: each a line after RUN, in the member's folder. */
export interface NodeBuild {
  readonly lines: readonly string[];
}

/** The member's own build, after those of the members that it depends on where no runner knows their order. */
export function nodeBuild(ingredients: Ingredients<NodeFacts>): NodeBuild {
  const { application, facts } = ingredients;
  const own =
    application.buildCommand?.value ?? (application.role.value === "site" ? `${facts.manager} run build` : undefined);
  if (facts.runner !== undefined && own !== undefined) {
    const generate = facts.prisma?.generate;
    return { lines: [...(generate === undefined ? [] : [generate]), withRunner(facts.runner, own)] };
  }
  const before = dependencyBuilds(facts, ingredients.member);
  return { lines: [...before, ...(own === undefined ? [] : [own])].map((line) => runLine(line)) };
}

/** Both runners find the member by the folder they are started in, and build what it depends on first. */
function withRunner(runner: "turbo" | "nx", own: string): string {
  if (/\b(?:turbo|nx)\b/u.test(own)) return runLine(own);
  return runner === "turbo" ? "turbo run build" : "nx build";
}

/** Builds of the workspace's members that one depends on, where they have any, run in its folder; `member` is that. */
export function dependencyBuilds(facts: NodeFacts, member: string): readonly string[] {
  if (facts.localDependencies.length === 0) return [];
  if (facts.manager === "pnpm" && facts.packageName !== undefined) {
    return [`pnpm --filter=${escapes.shell(`${facts.packageName}^...`)} run --if-present build`];
  }
  const up = wayUp(member, ".");
  return facts.localDependencies.map((path) => {
    const folder = escapes.shell(`${up}/${relativePath(facts.root, path)}`);
    return facts.manager === "bun"
      ? `bun run --if-present --cwd=${folder} build`
      : `npm --prefix ${folder} run --if-present build`;
  });
}
