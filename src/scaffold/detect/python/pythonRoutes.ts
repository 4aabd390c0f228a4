import type { Evidence } from "../../facts/fact.ts";
import { hitsIn } from "../shared/hits.ts";
import type { Route } from "../shared/probePaths.ts";
import type { Source } from "../shared/sources.ts";

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
/** `r = APIRouter(prefix="/x")`, `bp = Blueprint("b", __name__, url_prefix="/x")`. */
const ROUTER =
  /^(\w{1,60})[ \t]*(?::[ \t]*\w+[ \t]*)?=[ \t]*(?:\w+\.)?(?:APIRouter|Blueprint)\(((?:[^()]|\([^()]*\)){0,1000})\)/gmu;
/** `app.include_router(health.router, prefix="/api")`, `app.register_blueprint(bp, url_prefix="/api")`. */
const MOUNTED = /\.(?:include_router|register_blueprint)\(\s*([\w.]{1,120})((?:[^()]|\([^()]*\)){0,600})\)/gu;
const PREFIX = /\b(?:url_)?prefix\s*=\s*["']([^"'\n]{0,200})["']/u;

/** The paths that Python code answers on with GET, with the prefixes of routers and included files. */
export function pythonRoutes(sources: readonly Source[]): readonly Route<Evidence>[] {
  const mounts = hitsIn(sources, MOUNTED).map((hit) => ({
    router: hit.group(1),
    prefix: PREFIX.exec(hit.group(2))?.[1] ?? "",
    in: hit.source.path,
  }));
  const includes = hitsIn(sources, INCLUDE).map((hit) => ({ module: hit.group(2), prefix: hit.group(1) }));
  return sources.flatMap((source) => {
    const routers = new Map(
      hitsIn([source], ROUTER).map((hit) => [hit.group(1), PREFIX.exec(hit.group(2))?.[1] ?? ""]),
    );
    const decorated = hitsIn([source], DECORATED).flatMap((hit) => {
      if (/\bmethods\s*=\s*[[(]["'](?!GET)/u.test(hit.group(3))) return [];
      const own = routers.get(hit.group(1)) ?? "";
      const mount = routers.has(hit.group(1)) ? mountOf(mounts, source.path, hit.group(1)) : "";
      return [{ path: joined(mount, own, hit.group(2)), hit }];
    });
    const listed = hitsIn([source], LISTED).map((hit) => ({ path: hit.group(1) || hit.group(2), hit }));
    const above = includes.find(({ module }) => isModule(source.path, module))?.prefix ?? "";
    const urls = hitsIn([source], URL).map((hit) => ({
      path: joined(`/${plainUrl(above)}`, "", `/${plainUrl(hit.group(1))}`),
      hit,
    }));
    return [...decorated, ...listed, ...urls].map(({ path, hit }) => ({ path, at: hit.at(`answers on ${path}`) }));
  });
}

interface Mount {
  readonly router: string;
  readonly prefix: string;
  readonly in: string;
}

/** The prefix that a router is mounted under: by its name in its own file, or as `module.router` elsewhere. */
function mountOf(mounts: readonly Mount[], path: string, name: string): string {
  const module =
    path
      .replace(/(?:\/__init__)?\.py$/u, "")
      .split("/")
      .at(-1) ?? "";
  const found =
    mounts.find((one) => one.router === name && one.in === path) ??
    mounts.find((one) => one.router.endsWith(`${module}.${name}`)) ??
    mounts.find((one) => one.router === `${module}_${name}` || (one.router === name && name !== "router"));
  return found?.prefix ?? "";
}

function isModule(path: string, module: string): boolean {
  const file = `${module.replaceAll(".", "/")}.py`;
  return path === file || path.endsWith(`/${file}`);
}

/** A pattern as the path it is for: `^health/?$` is `health`. */
function plainUrl(pattern: string): string {
  return pattern.replace(/\/\?\$$/u, "").replace(/[$?]+$/u, "");
}

function joined(...parts: readonly string[]): string {
  const path = parts
    .map((part) => part.replace(/^\/+|\/+$/gu, ""))
    .filter((part) => part !== "")
    .join("/");
  const tail = parts.at(-1) ?? "";
  return `/${path}${tail.endsWith("/") && path !== "" ? "/" : ""}`;
}
