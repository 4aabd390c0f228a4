import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "../../src/adapters/process/systemClock.ts";
import { prometheusMetrics } from "../../src/adapters/prometheus/prometheus.ts";
import { judgeBaseline } from "../../src/core/gates/rules/baseline.ts";
import { type RealPrometheus, startPrometheus } from "../support/engine/realPrometheus.ts";

/** A baseline as the real Prometheus gives it, and everything that is none. */

const metrics = prometheusMetrics({ clock: systemClock, timeoutMs: 30_000 });
const OLD = Date.now() - 200_000;
const PAGE = [
  "shop_requests_total 1000",
  "shop_errors_total 5",
  'shop_pods{zone="a"} 2',
  'shop_pods{zone="b"} 1',
  `shop_old 5 ${OLD}`,
  "shop_nan NaN",
  "shop_inf +Inf",
].join("\n");

let server: RealPrometheus;

beforeAll(async () => {
  server = await startPrometheus(() => `${PAGE}\n`);
});
afterAll(() => server.stop());

async function judged(query: string, maxAge = 300) {
  const queries = { figure: query };
  const answer = await metrics.query(server.url, query).catch((error: Error) => ({ problem: error.message }));
  return judgeBaseline({ server: server.url, queries, maxAge }, [{ name: "figure", answer }], Date.now());
}

describe("the real Prometheus", () => {
  test.each([
    ["shop_requests_total", 1000],
    ["shop_errors_total / shop_requests_total", 0.005],
    ["sum(shop_pods)", 3],
    ["vector(2)", 2],
    ["scalar(sum(shop_pods)) # pods", 3],
    ["shop_old", 5],
  ])("gives one number for %s", async (query, value) => {
    expect(await judged(query)).toMatchObject({ verdict: "pass", facts: { figure: value } });
  });

  test.each([
    ["shop_nothing", /nothing is measured/u],
    ["shop_pods", /2 series/u],
    ["shop_nan", /not a number/u],
    ["shop_errors_total * 0 / 0", /not a number/u],
    ["shop_errors_total / 0", /infinite/u],
    ["shop_inf", /infinite/u],
    ["shop_pods[5m]", /span of time/u],
    ['"text"', /text/u],
    ["sum(", /does not take the query/u],
  ])("gives no baseline for %s", async (query, why) => {
    const found = await judged(query);
    expect(found).toMatchObject({ verdict: "inconclusive", reason: "NoBaseline" });
    expect(found.message).toMatch(why);
  });

  test("answers with the time of the question for a sample that is old, and its age is asked for", async () => {
    const { samples } = await metrics.query(server.url, "shop_old");
    expect(samples[0]?.takenAt).toBe(OLD);
    expect((samples[0]?.at ?? 0) - OLD).toBeGreaterThan(190_000);
    expect(await judged("shop_old", 60)).toMatchObject({ verdict: "inconclusive" });
  });
});
