import type { Evidence } from "../../facts/fact.ts";
import { hitsIn } from "../shared/hits.ts";
import type { Route } from "../shared/probePaths.ts";
import type { Source } from "../shared/sources.ts";

/** axum and poem: `.route("/healthz", get(…))`, `.at("/health", get(…))`; Actix: `.route("/ping", web::get()…)`. */
const ROUTED = /\.(?:route|at|route_service|service)\(\s*(?:web::(?:resource|scope)\(\s*)?"(\/[^"\n]{0,200})"\s*[,)]/gu;
/** Actix and Rocket: `#[get("/health")]` and the function below it. */
const ATTRIBUTE =
  /#\[(?:\w+::)?(?:get|head|route)\(\s*"(\/[^"\n]{0,200})"[^\]\n]{0,200}\]\s*(?:#\[[^\]\n]*\]\s*)*(?:pub(?:\([^)\n]*\))?\s+)?(?:async\s+)?fn\s+(\w+)/gu;
/** Rocket: `.mount("/api", routes![health, items])`. */
const MOUNTED = /\.mount\(\s*"(\/[^"\n]{0,200})"\s*,\s*(?:rocket::)?routes!\[([^\]]{0,2000})\]/gu;
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
  const found = [
    ...hitsIn(sources, ROUTED).map((hit) => ({ path: hit.group(1), hit })),
    ...hitsIn(sources, ATTRIBUTE).map((hit) => ({
      path: `${mounts.find(({ names }) => names.includes(hit.group(2)))?.prefix ?? ""}${hit.group(1)}`,
      hit,
    })),
    ...hitsIn(sources, WARP).map((hit) => ({ path: `/${hit.group(1).replaceAll(/["\s]/gu, "")}`, hit })),
  ];
  return found.map(({ path, hit }) => ({ path, at: hit.at(`answers on ${path}`) }));
}
