import type { Evidence } from "../../facts/fact.ts";
import { prefixAround, prefixRanges, routePath } from "../shared/enclosingPrefix.ts";
import { hitsIn } from "../shared/hits.ts";
import type { Route } from "../shared/probePaths.ts";
import type { Source } from "../shared/sources.ts";
import { pythonPrefixes } from "./pythonMounts.ts";

/** `@app.get("/health")`, `@bp.route("/ping")`, `@get("/up")`; also across the line after the parenthesis. */
const DECORATED =
  /@(?:(\w{1,60})\.)?(?:get|route|api_route|head|websocket_route)\(\s*(?:path\s*=\s*|rule\s*=\s*)?["']([^"'\n]{0,200})["']([^\n]{0,200})/gu;
/** `Route("/health", …)`, `web.get("/health", …)`, `router.add_get(…)`, `app.add_url_rule(…)`, tornado's pairs. */
const LISTED =
  /\b(?:Route|web\.get|add_get|add_route|add_api_route|add_url_rule|add_resource)\(\s*(?:"GET"\s*,\s*)?["'](\/[^"'\n]{0,200})["']|[[(,]\s*\(\s*r?["'](\/[^"'\n]{0,200})["']\s*,\s*\w+Handler\b/gu;
/** Django: `path("health/", …)`, `re_path(r"^health/?$", …)`. */
const URL = /\b(?:re_path|path|url)\(\s*r?["']\^?([^"'\n]{0,200})["']\s*,(?!\s*include\b)/gu;
const INCLUDE =
  /\b(?:re_path|path|url)\(\s*r?["']\^?([^"'\n]{0,200})["']\s*,\s*include\(\s*\(?\s*["']([\w.]{1,200})["']/gu;
/** Starlette: `Mount("/internal", routes=[…])`. */
const AROUND = /\bMount\(\s*(?:path\s*=\s*)?["'](\/[^"'\n]{0,200})["']/gu;

/** Django: `path("api/v1/", include([…]))`. */
const LISTS = /\b(?:re_)?path\(\s*r?["']\^?([^"'\n]{0,200})["']\s*,\s*include\(\s*\(?\[/gu;

/** The paths that Python code answers on with GET, with the prefixes of routers and included files. */
export function pythonRoutes(sources: readonly Source[]): readonly Route<Evidence>[] {
  const prefixOf = pythonPrefixes(sources);
  const includes = hitsIn(sources, INCLUDE).map((hit) => ({ module: hit.group(2), prefix: hit.group(1) }));
  return sources.flatMap((source) => {
    const decorated = hitsIn([source], DECORATED).flatMap((hit) => {
      if (/\bmethods\s*=\s*[[(]["'](?!GET)/u.test(hit.group(3))) return [];
      return [{ path: joined(prefixOf(source, hit.group(1)), hit.group(2)), hit }];
    });
    const around = prefixRanges(source.text, AROUND);
    const listed = hitsIn([source], LISTED).map((hit) => ({
      path: joined(prefixAround(around, hit.index), hit.group(1) || hit.group(2)),
      hit,
    }));
    const above = includes.find(({ module }) => isModule(source.path, module))?.prefix ?? "";
    const lists = prefixRanges(source.text, LISTS);
    const urls = hitsIn([source], URL).map((hit) => ({
      path: joined(plainUrl(above), prefixAround(lists, hit.index), plainUrl(hit.group(1))),
      hit,
    }));
    return [...decorated, ...listed, ...urls].map(({ path, hit }) => ({ path, at: hit.at(`answers on ${path}`) }));
  });
}

function isModule(path: string, module: string): boolean {
  const file = `${module.replaceAll(".", "/")}.py`;
  return path === file || path.endsWith(`/${file}`);
}

/** A pattern as the path it is for: `^health/?$` is `health`. */
function plainUrl(pattern: string): string {
  return pattern.replace(/\/\?\$$/u, "").replace(/[$?]+$/u, "");
}

/** With the slash at the end that is written there: these frameworks send a request without it elsewhere. */
function joined(...parts: readonly string[]): string {
  const path = routePath(...parts);
  return `${path}${path === "" || parts.at(-1)?.endsWith("/") === true ? "/" : ""}`;
}
