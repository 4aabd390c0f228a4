import { describe, expect, it } from "vitest";
import { Emitter } from "../../../../src/base/event.ts";
import { READINESS_CHECKS } from "../../../../src/core/gates/descriptions/readiness.ts";
import { passed } from "../../../../src/core/gates/finding.ts";
import { checkSpec } from "../../../../src/core/gates/registry.ts";
import { readinessOf } from "../../../../src/core/gates/termsOf.ts";
import type { RunState } from "../../../../src/core/run/state.ts";
import type {
  ReadinessCheckId,
  ReadinessRequest,
  TryReadiness,
} from "../../../../src/engine/checks/readiness/tryReadiness.ts";
import { READINESS_COLLECTORS } from "../../../../src/engine/checks/readinessCollectors.ts";
import type { RunPorts } from "../../../../src/engine/runPorts.ts";

const ALL = Object.keys(READINESS_CHECKS) as ReadinessCheckId[];
const STATE = {
  release: { changes: [{ workload: { kind: "Deployment", name: "web" }, container: "web", image: "web:2" }] },
} as unknown as RunState;

function parts(tryReadiness?: TryReadiness) {
  const changed = new Emitter<void>();
  const requests: string[] = [];
  const inbox = { list: async () => requests.map((content) => ({ id: "x", content })), onChange: changed.event };
  const ports = { folder: { inbox }, tryReadiness } as unknown as RunPorts;
  const put = (request: object): void => {
    requests.push(JSON.stringify(request));
    changed.fire();
  };
  return { ports, put };
}

function collect(ports: RunPorts, ids: readonly ReadinessCheckId[], timeout = 600) {
  const terms = { kind: "readiness", readiness: { ...readinessOf(undefined), timeout } } as const;
  return Promise.all(ids.map((id) => READINESS_COLLECTORS[id].collect(ports, STATE, { ...checkSpec(id), terms })));
}

function intervention(kind: string): object {
  return { id: "12345678", at: "2026-01-01T00:00:00Z", by: { name: "A", source: "git" }, type: "intervene", kind };
}

describe("readiness checks of a run", () => {
  it("share one trial where they are asked for together, and have a new one the next time", async () => {
    const asked: ReadinessRequest[] = [];
    const { ports } = parts(async (request) => {
      asked.push(request);
      return new Map(request.checks.map((check) => [check, passed("Fine", check)]));
    });
    const found = await collect(ports, ALL);
    expect(found.map(({ message }) => message)).toEqual(ALL);
    expect(asked.map(({ checks, workloads }) => [checks, workloads])).toEqual([[ALL, ["web"]]]);
    await Promise.all([collect(ports, ["build-output"]), collect(ports, ["build-output"], 60)]);
    expect(asked.slice(1).map(({ readiness }) => readiness.timeout)).toEqual([600, 60]);
  });

  it.each(["abort", "rollback"] as const)(
    "are stopped by a person who asks for %s, and not by one who pauses",
    async (kind) => {
      const { ports, put } = parts(async ({ signal, checks }) => {
        const stopped = new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
        put(intervention("pause"));
        await new Promise((resolve) => setImmediate(resolve));
        const afterPause = signal.aborted;
        put(intervention(kind));
        await stopped;
        return new Map(checks.map((check) => [check, passed("Fine", `stopped by a pause: ${afterPause}`)]));
      });
      const [found] = await collect(ports, ["application-starts"]);
      expect(found?.message).toBe("stopped by a pause: false");
    },
  );

  it("are inconclusive where programs are not run, and where the plan does not say what is run", async () => {
    const [found] = await collect(parts().ports, ["build-production"]);
    expect(found).toMatchObject({ verdict: "inconclusive", reason: "NotRun" });
    const { ports } = parts(async () => new Map());
    const spec = checkSpec("build-production");
    expect(await READINESS_COLLECTORS["build-production"].collect(ports, STATE, spec)).toMatchObject({
      reason: "NotSaid",
    });
    const [none] = await collect(ports, ["build-production"]);
    expect(none).toMatchObject({ verdict: "inconclusive", reason: "NotRun" });
  });
});
