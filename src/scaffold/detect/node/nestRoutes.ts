import type { Evidence } from "../../facts/fact.ts";
import { routePath } from "../shared/enclosingPrefix.ts";
import type { Route } from "../shared/probePaths.ts";
import { evidence, lineAt } from "../shared/evidence.ts";
import type { Source } from "../shared/sources.ts";
import { insideBrackets, propertyOf } from "./javascriptCode.ts";

const CONTROLLER = /@Controller\(\s*(?:["'`]([\w./-]*)["'`]|(\{))?/gu;
const GET = /@(?:Get|All|HealthCheck)\(\s*(?:["'`]([\w./-]*)["'`])?/gu;

/** The paths of Nest's controllers: the global prefix, their own path, then the method's. */
export function nestRoutes(sources: readonly Source[]): readonly Route<Evidence>[] {
  const globalPrefix = globalPrefixOf(sources);
  return sources.flatMap((source) => controllerRoutes(source, globalPrefix));
}

function controllerRoutes({ file, text }: Source, globalPrefix: Prefix | undefined): readonly Route<Evidence>[] {
  const controllers = [...text.matchAll(CONTROLLER)];
  return controllers.flatMap((controller, index) => {
    const end = controllers[index + 1]?.index ?? text.length;
    const own = controller[1] ?? objectPath(text, controller.index);
    const methods = [...text.slice(controller.index, end).matchAll(GET)].filter(
      (one) => !one[0].startsWith("@HealthCheck"),
    );
    return methods.map((method) => {
      const inside = routePath(own, method[1] ?? "");
      const isBelow = globalPrefix !== undefined && !globalPrefix.excluded.includes(inside.slice(1));
      const path = routePath(isBelow ? globalPrefix.path : "", inside) || "/";
      return { path, at: evidence(file, lineAt(text, controller.index + method.index), `answers on ${path}`) };
    });
  });
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
    const match = /\.setGlobalPrefix\(\s*(?:["'`]\/?([\w/-]+)["'`]|([A-Za-z_$][\w$]*)\s*[,)])/u.exec(text);
    const path = match?.[1] ?? constantOf(text, match?.[2]);
    if (match === null || path === undefined) continue;
    const given = insideBrackets(text, text.indexOf("(", match.index));
    const excluded = [...given.slice(given.indexOf("exclude")).matchAll(/["'`]\/?([\w/-]+)["'`]/gu)].map(
      (one) => one[1] ?? "",
    );
    return { path, excluded: given.includes("exclude") ? excluded : [] };
  }
  return undefined;
}

/** `const globalPrefix = "api"` in the same file. */
function constantOf(text: string, name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const declared = new RegExp(String.raw`\b(?:const|let|var)\s+${name.replaceAll("$", String.raw`\$`)}\s*=\s*`, "u");
  const from = declared.exec(text);
  return from === null
    ? undefined
    : /^["'`]\/?([\w/-]+)["'`]/u.exec(text.slice(from.index + from[0].length).slice(0, 200))?.[1];
}
