import type { Evidence, Fact } from "../../facts/fact.ts";
import { evidence, fact } from "../shared/evidence.ts";
import { hitsIn } from "../shared/hits.ts";
import { type ServiceSign, serviceOfPackage } from "../shared/services.ts";
import type { Source } from "../shared/sources.ts";
import { type DenoConfig, moduleName } from "./denoConfig.ts";

/** A module from outside that a program takes in. */
export interface Module {
  readonly name: string;
  readonly at: Evidence;
}

const FRAMEWORKS: readonly (readonly [framework: string, modules: readonly string[]])[] = [
  ["fresh", ["fresh", "@fresh/core"]],
  ["hono", ["hono", "@hono/hono"]],
  ["oak", ["oak", "@oak/oak"]],
  ["express", ["express"]],
  ["fastify", ["fastify"]],
  ["nhttp", ["nhttp", "@nhttp/nhttp"]],
];

/** The modules that a configuration maps, then those that code names by their address. */
export function denoModules(config: DenoConfig, sources: readonly Source[]): readonly Module[] {
  const mapped = config.imports.map(({ name, line }) => ({
    name,
    at: evidence(config.file, line, `takes in ${name}`),
  }));
  const named = hitsIn(sources, /["']((?:npm:|jsr:|https:\/\/)[^"'\s]{1,200})["']/gu).flatMap((hit) => {
    const name = moduleName(hit.group(1));
    return name === undefined ? [] : [{ name, at: hit.at(`takes in ${name}`) }];
  });
  return [...mapped, ...named];
}

/** The framework among modules. */
export function denoFramework(modules: readonly Module[]): Fact<string> | undefined {
  for (const [framework, names] of FRAMEWORKS) {
    const found = modules.find(({ name }) => names.includes(name));
    if (found !== undefined) return fact(framework, "certain", found.at);
  }
  return undefined;
}

/** Services that modules are there for; Deno's own key-value store is none. */
export function denoServices(modules: readonly Module[]): readonly ServiceSign[] {
  return modules.flatMap((module): readonly ServiceSign[] => {
    const name = serviceOfPackage("deno", module.name) ?? serviceOfPackage("node", module.name);
    return name === undefined ? [] : [{ name, confidence: "certain", at: module.at }];
  });
}
