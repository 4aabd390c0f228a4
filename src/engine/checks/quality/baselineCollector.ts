import { messageOf } from "../../../base/result.ts";
import { judgeBaseline, type QueryFact } from "../../../core/gates/rules/baseline.ts";
import type { Collector } from "../collector.ts";
import { withTerms } from "./withTerms.ts";

/** What Prometheus measures before anything is changed. */
export const BASELINE_COLLECTOR: Collector = withTerms("metrics", "Prometheus", async ({ ports }, terms) => {
  const { metrics, clock } = ports;
  const { server, queries } = terms;
  const facts: QueryFact[] = [];
  if (server !== "") {
    for (const [name, query] of Object.entries(queries)) {
      const answer = await metrics.query(server, query).catch((error: unknown) => ({ problem: messageOf(error) }));
      facts.push({ name, answer });
    }
  }
  const finding = judgeBaseline(terms, facts, clock.now());
  return server === "" ? finding : { ...finding, source: `Prometheus at ${server}` };
});
