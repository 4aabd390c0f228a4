import type { KubeObject } from "../../read/manifests.ts";
import type { Workload } from "../../read/workloads.ts";
import type { Rule } from "../../rule.ts";
import { at, listAt, textAt } from "../../../core/read/value.ts";
import { lacking, verdictOfAll } from "../../verdict.ts";
import type { Workspace } from "../../workspace.ts";
import { counted, fewestPods, ofKind, podCount, selectedBy } from "./select.ts";
import { each } from "../../words.ts";

const ZONE_KEYS = new Set(["topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"]);

/** Every workload of several pods has a budget that lets a drain take some, and not all, of them. */
export const disruptionBudget: Rule = (workspace) => {
  const guarded = budgetsOf(workspace);
  const judged = several(workspace).map((workload) => {
    const budgets = guarded.get(workload) ?? [];
    if (budgets.length === 0) {
      const said = `${workload.called} has no PodDisruptionBudget`;
      return { place: workload.object.place(), ...lacking(said, workspace.unread.manifests) };
    }
    const pods = fewestPods(workspace, workload);
    const stuck = budgets.find((one) => allowed(at(one.value, "spec"), pods) <= 0);
    const place = (stuck ?? budgets[0] ?? workload.object).place("spec");
    return { place, problem: stuck === undefined ? undefined : `${stuck.name} lets no pod of ${workload.called} go` };
  });
  return verdictOfAll(
    { judged, unread: workspace.unread.manifests },
    {
      things: "workloads of several pods",
      good: `${each(judged.length, "workload")} has a PodDisruptionBudget that lets a pod go.`,
      mend: "Add one with maxUnavailable: 1.",
    },
  );
};

/** Budgets by the workloads that they select. */
function budgetsOf(workspace: Workspace): ReadonlyMap<Workload, readonly KubeObject[]> {
  const guarded = new Map<Workload, KubeObject[]>();
  for (const budget of ofKind(workspace, "PodDisruptionBudget", "policy")) {
    for (const workload of selectedBy(workspace, budget.namespace, at(budget.value, "spec", "selector"))) {
      guarded.set(workload, [...(guarded.get(workload) ?? []), budget]);
    }
  }
  return guarded;
}

/** How many of the pods a budget lets go at once. */
function allowed(spec: unknown, pods: number): number {
  const most = budgetCount(at(spec, "maxUnavailable"), pods);
  return most ?? pods - (budgetCount(at(spec, "minAvailable"), pods) ?? 0);
}

/** A count, or a share of the pods; budgets round both of their shares up. */
function budgetCount(value: unknown, pods: number): number | undefined {
  const share = typeof value === "string" ? /^(\d{1,3})%$/u.exec(value)?.[1] : undefined;
  if (share !== undefined) return Math.ceil((Number(share) * pods) / 100);
  return typeof value === "number" ? value : undefined;
}

/** Every workload of several pods says that they go to different zones. */
export const zones: Rule = (workspace) => {
  const judged = several(workspace).map((workload) => ({
    place: workload.object.place(...workload.podPath),
    problem: isSpread(workload) ? undefined : `${workload.called} does not spread its pods over zones`,
  }));
  return verdictOfAll(
    { judged, unread: workspace.unread.manifests },
    {
      things: "workloads of several pods",
      good: `${each(judged.length, "workload")} spreads its pods over zones.`,
      mend: "Add a topology spread constraint by topology.kubernetes.io/zone.",
    },
  );
};

function isSpread({ pod }: Workload): boolean {
  const anti = (kind: string): readonly unknown[] => listAt(pod, "affinity", "podAntiAffinity", kind);
  const keys = [
    ...listAt(pod, "topologySpreadConstraints"),
    ...anti("requiredDuringSchedulingIgnoredDuringExecution"),
    ...anti("preferredDuringSchedulingIgnoredDuringExecution").map((term) => at(term, "podAffinityTerm")),
  ].map((term) => textAt(term, "topologyKey") ?? "");
  return keys.some((key) => ZONE_KEYS.has(key));
}

function several(workspace: Workspace): readonly Workload[] {
  return counted(workspace).filter((workload) => fewestPods(workspace, workload) > 1);
}

/** A rollout takes no pod away before its successor is available. */
export const updateStrategy: Rule = (workspace) => {
  const workloads = workspace.workloads.filter((one) => ["Deployment", "StatefulSet", "DaemonSet"].includes(one.kind));
  const judged = workloads.map((workload) => {
    const key = workload.kind === "Deployment" ? "strategy" : "updateStrategy";
    return { place: workload.object.place("spec", key), problem: updateProblem(workspace, workload, key) };
  });
  return verdictOfAll(
    { judged, unread: workspace.unread.manifests },
    {
      things: "workloads in manifests",
      good: `${each(judged.length, "workload")} is updated without taking a pod away first.`,
      mend: "Use RollingUpdate with maxUnavailable: 0 and maxSurge: 1.",
    },
  );
};

function updateProblem(workspace: Workspace, workload: Workload, key: string): string | undefined {
  const { called, kind, object } = workload;
  const strategy = at(object.value, "spec", key);
  const type = textAt(strategy, "type") ?? "RollingUpdate";
  if (type !== "RollingUpdate") return `${called} is updated by ${type}`;
  if (kind === "DaemonSet") return undefined;
  if (kind === "StatefulSet") {
    const partition = at(strategy, "rollingUpdate", "partition");
    return typeof partition === "number" && partition > 0
      ? `${called} keeps ${partition} pods on the old version`
      : undefined;
  }
  const pods = fewestPods(workspace, workload);
  const gone = podCount(at(strategy, "rollingUpdate", "maxUnavailable") ?? "25%", pods);
  if (gone === undefined) return `${called} has a maxUnavailable that is neither a number nor a share`;
  return gone > 0 ? `${called} may lose ${gone} of its ${pods} pods during an update` : undefined;
}
