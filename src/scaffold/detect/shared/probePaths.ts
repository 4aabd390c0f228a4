import { depthOf } from "../../../base/treePath.ts";

/** A path that code answers on, and where that is written. */
export interface Route<E> {
  readonly path: string;
  readonly at: E;
}

const HEALTH = [
  "/healthz",
  "/livez",
  "/health",
  "/healthcheck",
  "/health-check",
  "/health_check",
  "/_health",
  "/health/live",
  "/health/liveness",
  "/healthz/live",
  "/health/check",
  "/live",
  "/liveness",
  "/alive",
  "/ping",
  "/up",
  "/status",
  "/heartbeat",
  "/hc",
];
const READY = ["/readyz", "/ready", "/readiness", "/health/ready", "/health/readiness", "/healthz/ready"];
/** Names that nothing but a probe has: these count below any prefix without parameters. */
const UNMISTAKABLE =
  /^\/(?:healthz|livez|readyz|health|healthcheck|health[-_]check|liveness|readiness|health\/\w+|healthz\/\w+)$/u;
const SUFFIXES = {
  health: [...HEALTH, "/actuator/health", "/actuator/health/liveness", "/q/health", "/q/health/live"],
  readiness: READY,
};

/** What a path is for, by its usual names, also below a prefix such as `/api/v1`; undefined for any other. */
export function probeOf(path: string): "health" | "readiness" | undefined {
  const plain = path.toLowerCase().replace(/(?<=.)\/$/u, "");
  if (!/^\/[\w./-]*$/u.test(plain)) return undefined;
  if (SUFFIXES.readiness.some((one) => endsWithPath(plain, one))) return "readiness";
  return SUFFIXES.health.some((one) => endsWithPath(plain, one)) ? "health" : undefined;
}

/** The best route for each probe among all that code answers on: the plainest name, then the shortest, then the first. */
export function probesAmong<E>(routes: readonly Route<E>[]): { health?: Route<E>; readiness?: Route<E> } {
  const health = bestOf(routes, "health");
  const readiness = bestOf(routes, "readiness");
  return { ...(health !== undefined && { health }), ...(readiness !== undefined && { readiness }) };
}

function bestOf<E>(routes: readonly Route<E>[], probe: "health" | "readiness"): Route<E> | undefined {
  const rank = ({ path }: Route<E>): number =>
    SUFFIXES[probe].findIndex((one) => endsWithPath(path.toLowerCase(), one));
  return routes
    .filter(({ path }) => probeOf(path) === probe)
    .toSorted((a, b) => depthOf(a.path) - depthOf(b.path) || rank(a) - rank(b) || a.path.length - b.path.length)[0];
}

/** At most a prefix such as `/api` or `/api/v1` stands before it: `/users/:id/status` is about a user. */
function endsWithPath(path: string, end: string): boolean {
  const plain = path.replace(/(?<=.)\/$/u, "");
  if (plain === end) return true;
  if (!plain.endsWith(end)) return false;
  const before = plain.slice(0, -end.length);
  return (
    /^(?:\/(?:api|_?internal|system|_|-|v\d+|rest|management|monitoring|\w+-service))+$/u.test(before) ||
    (UNMISTAKABLE.test(end) && /^(?:\/[\w.-]+){1,3}$/u.test(before))
  );
}
