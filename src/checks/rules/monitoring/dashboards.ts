import type { Rule } from "../../rule.ts";
import { type Judged, verdictOfAll } from "../../verdict.ts";

/** What must be on a page before a rollout starts, and by what a query about it is known. */
const SHOWN: readonly (readonly [string, RegExp])[] = [
  ["requests", /request|http_|rate\(/iu],
  ["errors", /5\.\.|5xx|error|fail/iu],
  ["latency", /duration|latency|quantile|response_time/iu],
];

/** The dashboards together show requests, errors and latency. */
export const dashboards: Rule = (workspace) => {
  const queries = workspace.dashboards.flatMap((one) => one.queries).join("\n");
  const [first] = workspace.dashboards;
  const missing = SHOWN.filter(([, pattern]) => !pattern.test(queries)).map(([what]) => what);
  const judged = workspace.dashboards.map((one): Judged => ({ place: one.place }));
  const problem = missing.length === 0 ? undefined : `No dashboard shows ${missing.join(" or ")}`;
  return verdictOfAll(
    {
      judged: first !== undefined && problem !== undefined ? [...judged, { place: first.place, problem }] : judged,
      unread: workspace.unread.monitoring,
    },
    {
      things: "Grafana dashboards",
      good: `${judged.length === 1 ? `The dashboard ${first?.title} shows` : `${judged.length} dashboards show`} requests, errors and latency.`,
      mend: "Add panels for them.",
    },
  );
};
