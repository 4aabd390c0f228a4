import { describe, expect, test } from "vitest";
import type { ImageChange } from "../../../../src/core/run/release.ts";
import { checkOneRelease } from "../../../../src/engine/request/oneRelease.ts";
import type { ReadRun } from "../../../../src/engine/records/readRuns.ts";
import { environment } from "../../core/support/samples.ts";

/** `deployment/web shop/web:1.8.2 → 1.9.0`, each in its own container. */
function change(name: string, from: string, to: string): ImageChange {
  return { workload: { kind: "Deployment", name }, container: name, from, to };
}

interface Earlier {
  readonly workloads?: string[];
  readonly runs?: readonly ReadRun[];
}

/** An earlier run that changed these, in this environment or another. */
function shipped(changes: readonly ImageChange[], at = "live", known = true): ReadRun {
  const { context, namespace } = environment();
  const release = { application: "shop", environment: at, context, namespace, changes };
  return { run: "1", state: { release } as never, problems: [], known };
}

/** What is said of these changes in an environment that names these workloads. */
function refusal(changes: readonly ImageChange[], more: Earlier = {}): string | undefined {
  const { workloads, runs = [] } = more;
  const everything = environment();
  const config = workloads === undefined ? everything : { ...everything, workloads };
  try {
    checkOneRelease({ application: "shop", environment: "live", config }, changes, runs, "1.9.0");
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

const WEB = change("web", "shop/web:1.8.2", "shop/web:1.9.0");
const WORKER = change("worker", "shop/worker:1.8.2", "shop/worker:1.9.0");
const REDIS = change("redis", "redis:7.4.2", "redis:1.9.0");

describe("a release of everything in a namespace", () => {
  test("is refused where a database would get the shop's version, and says what to name", () => {
    const said = refusal([WEB, WORKER, REDIS]);
    expect(said).toContain("deployment/web (shop/web:1.8.2), deployment/worker (shop/worker:1.8.2), deployment/redis");
    expect(said).toContain("workloads of live in tidegate.yaml, or --workload kind/name.");
  });

  test("is taken where the workloads run one version, or one repository, or were named", () => {
    expect(refusal([WEB, WORKER])).toBeUndefined();
    expect(refusal([WEB, change("canary", "shop/web:1.8.3", "shop/web:1.9.0")])).toBeUndefined();
    expect(refusal([WEB, REDIS], { workloads: ["deployment/web", "deployment/redis"] })).toBeUndefined();
  });

  test("is taken where only one workload changes, whatever its containers", () => {
    const proxy = { ...change("web", "envoy:1.30", "envoy:1.31"), container: "proxy" };
    expect(refusal([WEB, proxy])).toBeUndefined();
    expect(refusal([WEB, change("redis", "redis:7.4.2", "redis:7.4.2")])).toBeUndefined();
  });

  test("is taken where an earlier run here changed them together, and ended half-way", () => {
    const halfWay = [
      change("web", "shop/web:1.9.2", "shop/web:1.9.3"),
      change("worker", "shop/worker:1.8.2", "shop/worker:1.9.3"),
    ];
    expect(refusal(halfWay)).toContain("names no workloads");
    expect(refusal(halfWay, { runs: [shipped([WEB, WORKER])] })).toBeUndefined();
    expect(refusal([...halfWay, REDIS], { runs: [shipped([WEB, WORKER])] })).toContain("redis");
    const others = [shipped([WEB]), shipped([WEB, WORKER], "staging"), shipped([WEB, WORKER], "live", false)];
    expect(refusal(halfWay, { runs: others })).toContain("names no workloads");
  });

  test("does not fill a screen", () => {
    const many = Array.from({ length: 40 }, (_one, index) => change(`w${index}`, `r/w${index}:${index}`, "r/w:x"));
    expect(refusal(many)).toMatch(/deployment\/w5 \(r\/w5:5\) and 34 more\. Name/u);
  });
});
