import type { Evidence } from "../../facts/fact.ts";
import { evidence } from "../shared/evidence.ts";
import type { GradleStatement } from "./gradleScript.ts";
import type { Named } from "./javaBuild.ts";
import type { VersionCatalog } from "./versionCatalog.ts";

/** A plugin that a script names, and whether it is used there or only made known. */
export interface GradlePlugin extends Named {
  readonly applied: boolean;
}

const IN_BLOCK =
  /^(?:id\s*\(?\s*["']([\w.-]+)["']|(kotlin)\s*\(\s*["']([\w.-]+)["']|alias\s*\(?\s*\w+\.plugins\.([\w.]+)|`?([\w-]+)`?$)/u;
const APPLIED = /^(?:apply\s*\(?\s*plugin\s*[:=]|(?:project\.)?plugin(?:s|Manager)\.apply\s*\(?)\s*["']([\w.-]+)["']/u;
const VERSION = /\bversion\s*\(?\s*["']([\w.+-]+)["']/u;
const LIBRARY =
  /^["']?(\w+)["']?\s*[\s(]\s*(?:(?:platform|enforcedPlatform)\s*\(?\s*)?["']([\w.-]+):([\w.-]+)(?::([\w.+-]+))?/u;
const LONG_LIBRARY =
  /^["']?(\w+)["']?\s*[\s(]\s*group\s*[:=]\s*["']([\w.-]+)["']\s*,\s*name\s*[:=]\s*["']([\w.-]+)["']/u;
const FROM_CATALOG =
  /^["']?(\w+)["']?\s*[\s(]\s*(?:(?:platform|enforcedPlatform)\s*\(?\s*)?libs\.(bundles\.)?([\w.]+)/u;
/** Micronaut's plugin brings the server that its block names. */
const MICRONAUT = /^runtime\s*(?:\(|=|\.set\()?\s*["'](netty|tomcat|jetty|undertow)["']/u;
/** Configurations whose libraries are there when the application runs. */
const RUNS_WITH = /^(?:implementation|api|runtimeOnly|compile|runtime|compileOnlyApi|providedRuntime)$/u;

/** The plugins that statements name, in order. `catalog` tells what aliases stand for. */
export function gradlePlugins(
  file: string,
  statements: readonly GradleStatement[],
  catalog: VersionCatalog,
): readonly GradlePlugin[] {
  return statements.flatMap((statement) => {
    const { text, line, blocks } = statement;
    const id = blocks.at(-1) === "plugins" ? pluginInBlock(text, catalog) : appliedPlugin(text);
    if (id === undefined) return [];
    const version = VERSION.exec(text)?.[1] ?? id.version;
    const applied = !/\bapply\s*\(?\s*false\b/u.test(text);
    return {
      id: id.id,
      ...(version !== undefined && { version }),
      applied,
      at: at(file, line, `uses the plugin ${id.id}`),
    };
  });
}

function pluginInBlock(text: string, catalog: VersionCatalog): { id: string; version?: string } | undefined {
  const [, id, kotlin, module, alias, bare] = IN_BLOCK.exec(text) ?? [];
  if (kotlin !== undefined) return { id: `org.jetbrains.kotlin.${module}` };
  if (alias !== undefined) return catalog.plugins.get(alias);
  const plain = id ?? bare;
  return plain === undefined ? undefined : { id: plain };
}

function appliedPlugin(text: string): { id: string; version?: string } | undefined {
  const id = APPLIED.exec(text)?.[1];
  return id === undefined ? undefined : { id };
}

/** The libraries that statements of `dependencies` blocks name and that are there when it runs. */
export function gradleLibraries(
  file: string,
  statements: readonly GradleStatement[],
  catalog: VersionCatalog,
): readonly Named[] {
  return statements.flatMap(({ text, line, blocks }) => {
    const server = blocks.at(-1) === "micronaut" ? MICRONAUT.exec(text)?.[1] : undefined;
    if (server !== undefined)
      return [{ id: `io.micronaut:micronaut-http-server-${server}`, at: at(file, line, `runs on ${server}`) }];
    if (blocks.at(-1) !== "dependencies" || blocks.includes("buildscript")) return [];
    return librariesIn(text, catalog).map(({ id, version }) => ({
      id,
      ...(version !== undefined && { version }),
      at: at(file, line, `depends on ${id}`),
    }));
  });
}

function librariesIn(text: string, catalog: VersionCatalog): readonly { id: string; version?: string }[] {
  const [, configuration, group, name, version] = LIBRARY.exec(text) ?? LONG_LIBRARY.exec(text) ?? [];
  if (configuration !== undefined) {
    return RUNS_WITH.test(configuration) ? [{ id: `${group}:${name}`, ...(version !== undefined && { version }) }] : [];
  }
  const [, used, bundle, alias] = FROM_CATALOG.exec(text) ?? [];
  if (used === undefined || alias === undefined || !RUNS_WITH.test(used)) return [];
  const plain = alias.replace(/\.get$/u, "");
  const aliases = bundle === undefined ? [plain] : (catalog.bundles.get(plain) ?? []);
  return aliases.flatMap((one) => catalog.libraries.get(one) ?? []);
}

function at(file: string, line: number, says: string): Evidence {
  return evidence(file, line, says);
}
