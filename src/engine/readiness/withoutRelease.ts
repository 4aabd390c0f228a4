import type { EnvironmentConfig } from "../../core/config/config.ts";
import { gateChecks, listChecks } from "../../core/gates/gateChecks.ts";
import type { Graph } from "../../core/graph/graph.ts";
import { before } from "../../core/plan/before.ts";
import { assemble } from "../../core/plan/draft.ts";
import { END, ends } from "../../core/plan/ends.ts";
import { approvalPolicyOf } from "../../core/plan/policy.ts";
import type { LocalPerson } from "../../core/run/release.ts";
import { reduce } from "../../core/run/reduce.ts";
import type { RunState } from "../../core/run/state.ts";
import type { Place } from "../request/runPlan.ts";

const NOBODY: LocalPerson = { name: "nobody", source: "os" };

/**
 * The state that collectors are asked with where nothing is deployed: the environment with its guards, no version and
 * no change. It is never walked and never written down. `now` is in milliseconds since the epoch.
 */
export function withoutRelease({ application, environment, config }: Place, now: number): RunState {
  const { production, context, namespace, rollback } = config;
  const event = {
    type: "run-requested",
    run: "0",
    release: { application, environment, production, context, namespace, version: "", changes: [] },
    by: NOBODY,
    authors: [],
    graph: guardsOf(environment, config),
    rollback,
    manifestHash: "",
    nonce: "",
  } as const;
  return reduce(undefined, { event, at: now });
}

function guardsOf(environment: string, config: EnvironmentConfig): Graph {
  const drafts = before({
    checks: [],
    list: listChecks(config),
    gate: gateChecks(config),
    policy: approvalPolicyOf(config),
    risk: { level: "low", reasons: [] },
    environment,
    onward: END.verified,
  });
  return assemble({ id: "readiness", title: "Readiness", start: "start" }, [...drafts, ...ends("Verified")]);
}
