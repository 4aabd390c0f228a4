import type { Evidence } from "../../facts/fact.ts";
import { prefixAround, prefixRanges, routePath } from "../shared/enclosingPrefix.ts";
import { type Hit, hitsIn } from "../shared/hits.ts";
import type { Route } from "../shared/probePaths.ts";
import type { Source } from "../shared/sources.ts";

/** axum and poem: `.route("/healthz", get(…))`, `.at("/health", get(…))`; Actix: `.route("/ping", web::get()…)`. */
const ROUTED = /\.(?:route|at|route_service|service)\(\s*(?:web::(?:resource|scope)\(\s*)?"(\/[^"\n]{0,200})"\s*[,)]/gu;
/** Actix and Rocket: `#[get("/health")]` and the function below it. */
const ATTRIBUTE =
  /#\[(?:\w+::)?(?:get|head|route)\(\s*"(\/[^"\n]{0,200})"[^\]\n]{0,200}\]\s*(?:#\[[^\]\n]*\]\s*)*(?:pub(?:\([^)\n]*\))?\s+)?(?:async\s+)?fn\s+(\w+)/gu;
/** Rocket: `.mount("/api", routes![health, items])`. */
const MOUNTED = /\.mount\(\s*"(\/[^"\n]{0,200})"\s*,\s*(?:rocket::)?routes!\[([^\]]{0,2000})\]/gu;
/** axum: `.nest("/api", Router::new()…)`. */
const NESTED = /\.nest(?:_service)?\(\s*"(\/[^"\n]{0,200})"/gu;
/** axum: `.nest("/api", health::router())` with that function in the same file or another one. */
const NESTED_CALL = /\.nest\(\s*"(\/[^"\n]{0,200})"\s*,\s*(?:\w+::){0,5}(\w+)\s*(?:\(|\))/gu;
/** warp: `warp::path!("health")`, `warp::path("health")`. */
const WARP = /\bwarp::path!?\(\s*("[^"\n]{0,100}"(?:\s*\/\s*"[^"\n]{0,100}")*)\s*\)/gu;

/** The paths that Rust code answers on with GET. Comments are blanked. */
export function rustRoutes(sources: readonly Source[]): readonly Route<Evidence>[] {
  const mounts = hitsIn(sources, MOUNTED).map((hit) => ({
    prefix: hit.group(1).replace(/\/$/u, ""),
    names: hit
      .group(2)
      .split(",")
      .map((name) => name.trim().split("::").at(-1)),
  }));
  const nested = new Map(hitsIn(sources, NESTED_CALL).map((hit) => [hit.group(2), hit.group(1)]));
  const found = [
    ...sources.flatMap((source) => routed(source, nested)),
    ...hitsIn(sources, ATTRIBUTE).map((hit) => ({
      path: `${mounts.find(({ names }) => names.includes(hit.group(2)))?.prefix ?? ""}${hit.group(1)}`,
      hit,
    })),
    ...hitsIn(sources, WARP).map((hit) => ({ path: `/${hit.group(1).replaceAll(/["\s]/gu, "")}`, hit })),
  ];
  return found.map(({ path, hit }) => ({ path, at: hit.at(`answers on ${path}`) }));
}

/** Routes that are called on a router, with what stands around them or before the function that makes it. */
function routed(
  source: Source,
  nested: ReadonlyMap<string, string>,
): readonly { readonly path: string; readonly hit: Hit }[] {
  const around = prefixRanges(source.text, NESTED);
  const makers =
    nested.size === 0 ? [] : hitsIn([source], /\bfn\s+(\w+)|\blet\s+(?:mut\s+)?(\w+)\s*(?::[^=;\n]{1,80})?=/gu);
  return hitsIn([source], ROUTED).map((hit) => {
    const maker = makers.findLast((one) => one.index < hit.index && (one.group(1) !== "" || nested.has(one.group(2))));
    const above = nested.get(maker?.group(1) || maker?.group(2) || "") ?? "";
    return { path: routePath(above, prefixAround(around, hit.index), hit.group(1)) || "/", hit };
  });
}
