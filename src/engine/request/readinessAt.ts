import { digest } from "../../base/hash.ts";
import { Fault } from "../../base/result.ts";
import { readinessOf } from "../../core/gates/termsOf.ts";
import type { ReadinessRequest } from "../checks/readiness/tryReadiness.ts";
import type { Place } from "./runPlan.ts";
import { workloadRef } from "./workloadsIn.ts";

/** What is tried of an application, before anybody deploys it. */
export type ReadinessSubject = Pick<ReadinessRequest, "readiness" | "workloads">;

/**
 * What `tidegate.yaml` says of the one application that places share; defaults without a place. Fault: `Usage` where
 * they are made in different ways, so that nobody can tell which is meant.
 */
export function readinessAt(places: readonly Place[]): ReadinessSubject {
  const all = places.map(({ config }) => readinessOf(config.readiness));
  const [first = readinessOf(undefined)] = all;
  if (new Set(all.map((one) => digest(one))).size > 1) {
    const names = places.map(({ application, environment }) => `${application} ${environment}`).join(", ");
    const message = `These are built or started in different ways: ${names}. Name one application and one environment.`;
    throw new Fault("Usage", message);
  }
  const workloads = places.flatMap(({ config }) => config.workloads ?? []).flatMap((one) => workloadRef(one) ?? []);
  return { readiness: first, workloads: [...new Set(workloads.map(({ name }) => name))] };
}
