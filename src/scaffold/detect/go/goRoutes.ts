import type { Evidence } from "../../facts/fact.ts";
import { hitsIn } from "../shared/hits.ts";
import type { Route } from "../shared/probePaths.ts";
import type { Source } from "../shared/sources.ts";

/** `http.HandleFunc("GET /healthz", …)`, `r.GET("/health", …)`, `app.Get("/ping", …)`. */
const ROUTE =
  /\b(\w{1,40})\.(?:HandleFunc|HandlerFunc|Handle|HandleContext|GET|Get|Any|All|ANY|HEAD|Head|Path|Add|Method)\(\s*(?:(?:"GET"|http\.MethodGet)\s*,\s*)?"(?:[A-Z]{3,7}\s+)?(\/[^"\s]{0,200})"/gu;
/** `v1 := r.Group("/api/v1")`, `api := r.PathPrefix("/api").Subrouter()`. */
const GROUP = /\b(\w{1,40})\s*:?=\s*(\w{1,40})\.(?:Group|PathPrefix|Party)\(\s*"(\/[^"\s]{0,200})"/gu;

/** The paths that Go code answers on with GET, prefixes of groups within one file put before. Comments are blanked. */
export function goRoutes(sources: readonly Source[]): readonly Route<Evidence>[] {
  return sources.flatMap((source) => {
    const prefixes = new Map<string, string>();
    for (const hit of hitsIn([source], GROUP)) {
      prefixes.set(hit.group(1), joined(prefixes.get(hit.group(2)) ?? "", hit.group(3)));
    }
    return hitsIn([source], ROUTE).map((hit) => {
      const path = joined(prefixes.get(hit.group(1)) ?? "", hit.group(2));
      return { path, at: hit.at(`answers on ${path}`) };
    });
  });
}

function joined(prefix: string, path: string): string {
  return `${prefix.replace(/\/$/u, "")}${path}`;
}
