import type { EnvironmentConfig } from "../../../../src/core/config/config.ts";
import type { Graph, WorkloadRef } from "../../../../src/core/graph/graph.ts";
import { planRelease } from "../../../../src/core/plan/planRelease.ts";
import type { RunEvent } from "../../../../src/core/run/event.ts";
import type { LocalPerson, Release } from "../../../../src/core/run/release.ts";

export const WEB: WorkloadRef = { kind: "Deployment", name: "web" };
export const WORKER: WorkloadRef = { kind: "StatefulSet", name: "worker" };

export const ANN: LocalPerson = { name: "Ann <ann@example.com>", source: "git" };
export const BOB: LocalPerson = { name: "Bob <bob@example.com>", source: "git" };
export const CAT: LocalPerson = { name: "Cat <cat@example.com>", source: "git" };

export const START = 1_767_225_600_000;

export function environment(settings: Partial<EnvironmentConfig> = {}): EnvironmentConfig {
  return {
    context: "east",
    namespace: "shop",
    production: true,
    deadline: 600,
    hold: 120,
    rollback: "ask",
    path: "rollout",
    gate: ["git-clean", "diff-reviewed"],
    ...settings,
  };
}

export function release(workloads: readonly WorkloadRef[] = [WEB, WORKER]): Release {
  return {
    application: "shop",
    environment: "production",
    production: true,
    context: "east",
    namespace: "shop",
    version: "1.9.0",
    changes: workloads.map((workload) => ({
      workload,
      container: "main",
      from: `registry.local/${workload.name}:1.8.2`,
      to: `registry.local/${workload.name}:1.9.0`,
    })),
  };
}

export function restores(workloads: readonly WorkloadRef[] = [WEB, WORKER]) {
  return workloads.map((workload) => ({
    workload,
    to: {
      revision: "13",
      templateHash: `old-${workload.name}`,
      images: { main: `registry.local/${workload.name}:1.8.2` },
    },
    verified: true,
  }));
}

export function planned(
  settings: Partial<EnvironmentConfig> = {},
  workloads: readonly WorkloadRef[] = [WEB, WORKER],
): Graph {
  return planRelease({
    release: release(workloads),
    environment: environment(settings),
    restores: restores(workloads),
  });
}

export function requested(
  graph: Graph,
  rollback: "automatic" | "ask" = "ask",
  authors: readonly LocalPerson[] = [],
): RunEvent {
  return {
    type: "run-requested",
    run: "41",
    release: release(),
    by: ANN,
    authors,
    graph,
    rollback,
    manifestHash: "m".repeat(64),
    nonce: "n".repeat(32),
  };
}
