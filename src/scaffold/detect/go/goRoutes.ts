import type { Evidence } from "../../facts/fact.ts";
import { prefixAround, prefixRanges, routePath } from "../shared/enclosingPrefix.ts";
import { hitsIn } from "../shared/hits.ts";
import type { Route } from "../shared/probePaths.ts";
import type { Source } from "../shared/sources.ts";

/** `http.HandleFunc("GET /healthz", …)`, `r.GET("/health", …)`, `app.Get("/ping", …)`. */
const ROUTE =
  /\b(\w{1,40})\.(?:HandleFunc|HandlerFunc|Handle|HandleContext|GET|Get|Any|All|ANY|HEAD|Head|Path|Add|Method)\(\s*(?:(?:"GET"|http\.MethodGet)\s*,\s*)?"(?:[A-Z]{3,7}\s+)?(\/[^"\s]{0,200})"/gu;
/** `v1 := r.Group("/api/v1")`, `api := r.PathPrefix("/api").Subrouter()`. */
const GROUP = /\b(\w{1,40})\s*:?=\s*(\w{1,40})\.(?:Group|PathPrefix|Party)\(\s*"(\/[^"\s]{0,200})"/gu;

/** chi answers there itself: `r.Use(middleware.Heartbeat("/ping"))`. */
const HEARTBEAT = /\bmiddleware\.Heartbeat\(\s*"(\/[^"\s]{0,200})"/gu;
/** chi and fiber: `r.Route("/api", func(r chi.Router) { … })`. */
const AROUND = /\b\w{1,40}\.Route\(\s*"(\/[^"\s]{0,200})"/gu;
/** chi: `r.Mount("/health", health.Routes())`. */
const MOUNTED = /\.Mount\(\s*"(\/[^"\s]{0,200})"\s*,\s*(?:\w{1,60}\.){0,3}(\w{1,60})\(/gu;
const FUNCTION = /^func\s+(?:\([^()\n]{0,100}\)\s*)?(\w{1,60})/gmu;

/** The paths that Go code answers on with GET, prefixes of groups within one file put before. Comments are blanked. */
export function goRoutes(sources: readonly Source[]): readonly Route<Evidence>[] {
  const mounts = new Map(hitsIn(sources, MOUNTED).map((hit) => [hit.group(2), hit.group(1)]));
  return sources.flatMap((source) => {
    const prefixes = new Map<string, string>();
    for (const hit of hitsIn([source], GROUP)) {
      prefixes.set(hit.group(1), routePath(prefixes.get(hit.group(2)) ?? "", hit.group(3)));
    }
    const around = prefixRanges(source.text, AROUND);
    const functions = mounts.size === 0 ? [] : hitsIn([source], FUNCTION);
    const heartbeats = hitsIn([source], HEARTBEAT).map((hit) => ({
      path: hit.group(1),
      at: hit.at(`answers on ${hit.group(1)}`),
    }));
    const routes = hitsIn([source], ROUTE).map((hit) => {
      const maker = functions.findLast((one) => one.index < hit.index)?.group(1) ?? "";
      const above = routePath(mounts.get(maker) ?? "", prefixAround(around, hit.index));
      const path = routePath(above, prefixes.get(hit.group(1)) ?? "", hit.group(2)) || "/";
      return { path, at: hit.at(`answers on ${path}`) };
    });
    return [...heartbeats, ...routes];
  });
}
