import { parentOf, resolved } from "../../../base/treePath.ts";
import type { Evidence } from "../../facts/fact.ts";
import { evidence, lineAt } from "../shared/evidence.ts";
import type { Route } from "../shared/probePaths.ts";
import type { Source } from "../shared/sources.ts";
import { withoutEnding } from "./withoutEnding.ts";
import { insideBrackets, propertyOf } from "./javascriptCode.ts";

const METHOD = /\.(?:get|head|all|use|on|route)\s*(?:<[^()]{0,200}>)?\(\s*["'`](\/[\w./-]*)["'`]/gu;
const OBJECT = /\b(?:url|path)\s*:\s*["'`](\/[\w./-]*)["'`]/gu;
const COMPARED =
  /\b(?:url|pathname|path)\b[^\n=]{0,20}={2,3}\s*["'`](\/[\w./-]*)["'`]|["'`](\/[\w./-]*)["'`]\s*={2,3}\s*\w*\.?(?:url|pathname|path)\b|\bcase\s+["'`](?:GET )?(\/[\w./-]*)["'`]|\.startsWith\(\s*["'`](\/[\w./-]*)["'`]\s*\)/gu;
/** Bun's table of routes, terminus' table of checks. */
const KEY = /["'`](\/[\w./-]+)["'`]\s*:/gu;
const MOUNT = /\.(?:use|route|register)\(\s*["'`](\/[\w./-]*)["'`]\s*,[^)\n]{0,80}?\b([A-Za-z_$][\w$]*)\s*\)/gu;
const PREFIXED = /\.register\(\s*(\w+)\s*,\s*\{[^{}]{0,100}\bprefix:\s*["'`](\/[\w./-]*)["'`]/gu;
const IMPORT =
  /\bimport\s+(?:\*\s+as\s+)?(?:\{\s*)?(?:default\s+as\s+)?([\w$]+)[^;"'\n]{0,120}from\s*["'](\.[^"']+)["']|\b(?:const|let|var)\s+\{?\s*([\w$]+)[^;=\n]{0,80}=\s*require\(\s*["'](\.[^"']+)["']\s*\)/gu;

/** The paths that code answers on, those of mounted routers with their prefix. `sources` are without comments. */
export function codeRoutes(sources: readonly Source[]): readonly Route<Evidence>[] {
  const prefixes = mountPrefixes(sources);
  const globalPrefix = globalPrefixOf(sources);
  return sources.flatMap((source) => {
    const prefix = prefixes.get(withoutEnding(source.path)) ?? "";
    const plain = [METHOD, OBJECT, COMPARED, KEY].flatMap((pattern) =>
      [...source.text.matchAll(pattern)].flatMap((match) => {
        const path = match.slice(1).find((one) => one !== undefined);
        return path === undefined ? [] : [routeAt(source, `${prefix}${path}`, match.index)];
      }),
    );
    return [...plain, ...controllerRoutes(source, globalPrefix)];
  });
}

function routeAt({ file, text }: Source, path: string, index: number): Route<Evidence> {
  return { path, at: evidence(file, lineAt(text, index), `answers on ${path}`) };
}

/** Which file's routes stand below which prefix: by what is imported and then mounted. Files without their ending. */
function mountPrefixes(sources: readonly Source[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { text, path } of sources) {
    const mounts = [
      ...[...text.matchAll(MOUNT)].map((match) => [match[2], match[1]] as const),
      ...[...text.matchAll(PREFIXED)].map((match) => [match[1], match[2]] as const),
    ];
    if (mounts.length === 0) continue;
    const imports = new Map(
      [...text.matchAll(IMPORT)].map((match) => [match[1] ?? match[3], match[2] ?? match[4]] as const),
    );
    for (const [name, prefix = ""] of mounts) {
      const target = resolved(parentOf(path), withoutEnding(imports.get(name) ?? ""));
      const clean = prefix.replace(/\/+$/u, "");
      if (target === undefined || !imports.has(name) || clean === "") continue;
      for (const one of [target, `${target}/index`]) if (!found.has(one)) found.set(one, clean);
    }
  }
  return found;
}

const CONTROLLER = /@Controller\(\s*(?:["'`]([\w./-]*)["'`]|(\{))?/gu;
const GET = /@(?:Get|All|HealthCheck)\(\s*(?:["'`]([\w./-]*)["'`])?/gu;

/** Nest's controllers: their own path, then the method's. */
function controllerRoutes(source: Source, globalPrefix: Prefix | undefined): readonly Route<Evidence>[] {
  const { text } = source;
  const controllers = [...text.matchAll(CONTROLLER)];
  return controllers.flatMap((controller, index) => {
    const end = controllers[index + 1]?.index ?? text.length;
    const own = controller[1] ?? objectPath(text, controller.index);
    const methods = [...text.slice(controller.index, end).matchAll(GET)].filter(
      (one) => !one[0].startsWith("@HealthCheck"),
    );
    return methods.map((method) => {
      const inside = joined(own, method[1] ?? "");
      const isBelow = globalPrefix !== undefined && !globalPrefix.excluded.includes(inside);
      const path = joined(isBelow ? globalPrefix.path : "", inside);
      return routeAt(source, `/${path}`, controller.index + method.index);
    });
  });
}

function joined(...parts: readonly string[]): string {
  return parts
    .map((part) => part.replaceAll(/^\/+|\/+$/gu, ""))
    .filter((part) => part !== "")
    .join("/");
}

function objectPath(text: string, index: number): string {
  const inside = insideBrackets(text, text.indexOf("(", index));
  return /["'`]([\w./-]*)["'`]/u.exec(propertyOf(inside.replace(/^\s*\{|\}\s*$/gu, ""), "path") ?? "")?.[1] ?? "";
}

interface Prefix {
  readonly path: string;
  /** What stands outside of it, without slashes around it. */
  readonly excluded: readonly string[];
}

function globalPrefixOf(sources: readonly Source[]): Prefix | undefined {
  for (const { text } of sources) {
    const match = /\.setGlobalPrefix\(\s*["'`]\/?([\w/-]+)["'`]/u.exec(text);
    if (match?.[1] === undefined) continue;
    const given = insideBrackets(text, text.indexOf("(", match.index));
    const excluded = [...given.slice(given.indexOf("exclude")).matchAll(/["'`]\/?([\w/-]+)["'`]/gu)].map(
      (one) => one[1] ?? "",
    );
    return { path: match[1], excluded: given.includes("exclude") ? excluded : [] };
  }
  return undefined;
}
