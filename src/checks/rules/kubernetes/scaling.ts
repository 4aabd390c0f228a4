import type { KubeObject } from "../../read/manifests.ts";
import type { Rule } from "../../rule.ts";
import { listAt, numberAt, textAt } from "../../../core/read/value.ts";
import { lacking, verdictOfAll } from "../../verdict.ts";
import { autoscalerOf, counted, fewestPods } from "./select.ts";
import { each } from "../../words.ts";

/** The handbook's floor for high availability (safety-handbook.md:432). */
const FEWEST = 3;
/** The handbook's wait before scaling down (safety-handbook.md:441), in seconds. */
const SHORTEST_WAIT = 300;

/** Every Deployment that may run twice has an autoscaler. */
export const autoscaling: Rule = (workspace) => {
  const scalable = counted(workspace).filter(
    ({ kind, object }) =>
      (kind === "Deployment" || kind === "Rollout") && textAt(object.value, "spec", "strategy", "type") !== "Recreate",
  );
  const judged = scalable.map((workload) => ({
    place: workload.object.place(),
    ...(autoscalerOf(workspace, workload) === undefined
      ? lacking(`${workload.kind} ${workload.called} has no HorizontalPodAutoscaler`, workspace.unread.manifests)
      : {}),
  }));
  return verdictOfAll(
    { judged, unread: workspace.unread.manifests },
    {
      things: "Deployments that can scale",
      good: `${each(judged.length, "Deployment")} has an autoscaler.`,
      mend: "Add one, or mark what must run alone with the strategy Recreate.",
    },
  );
};

/** Every HorizontalPodAutoscaler keeps 3 pods, has a ceiling and a metric, and waits before it scales down. */
export const autoscalingBounds: Rule = (workspace) => {
  const scalers = workspace.objects.filter((one) => one.kind === "HorizontalPodAutoscaler");
  const judged = scalers.map((object) => ({ place: object.place("spec"), problem: boundsProblem(object) }));
  return verdictOfAll(
    { judged, unread: workspace.unread.manifests },
    {
      things: "HorizontalPodAutoscalers",
      good: `${each(judged.length, "autoscaler")} keeps at least ${FEWEST} pods, has a ceiling and scales down slowly.`,
      mend: `Set minReplicas to ${FEWEST} or more, maxReplicas above it, a metric, and a wait of ${SHORTEST_WAIT} s.`,
    },
  );
};

function boundsProblem({ name, value }: KubeObject): string | undefined {
  const fewest = numberAt(value, "spec", "minReplicas") ?? 1;
  const most = numberAt(value, "spec", "maxReplicas");
  const wait = numberAt(value, "spec", "behavior", "scaleDown", "stabilizationWindowSeconds") ?? SHORTEST_WAIT;
  const measured =
    listAt(value, "spec", "metrics").length > 0 ||
    numberAt(value, "spec", "targetCPUUtilizationPercentage") !== undefined;
  if (fewest < FEWEST) return `${name} may scale down to ${fewest}, under ${FEWEST}`;
  if (most === undefined) return `${name} has no maxReplicas`;
  if (most <= fewest) return `${name} cannot scale: its bounds are ${fewest} and ${most}`;
  if (!measured) return `${name} has no metric`;
  return wait < SHORTEST_WAIT ? `${name} scales down after ${wait} s, under ${SHORTEST_WAIT} s` : undefined;
}

/** No Deployment or StatefulSet may be down to a single pod. */
export const replicas: Rule = (workspace) => {
  const judged = counted(workspace).map((workload) => {
    const fewest = fewestPods(workspace, workload);
    return {
      place: workload.object.place("spec", "replicas"),
      problem: fewest < 2 ? `${workload.called} may run on ${fewest === 1 ? "1 pod" : "no pod"}` : undefined,
    };
  });
  return verdictOfAll(
    { judged, unread: workspace.unread.manifests },
    {
      things: "Deployments and StatefulSets",
      good: `${each(judged.length, "workload")} keeps at least 2 pods.`,
      mend: "Run at least 2.",
    },
  );
};
