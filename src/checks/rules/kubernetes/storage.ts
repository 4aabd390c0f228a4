import type { Workload } from "../../read/workloads.ts";
import type { Rule } from "../../rule.ts";
import { at, listAt } from "../../../core/read/value.ts";
import { type Judged, verdictOfAll } from "../../verdict.ts";
import { lasting } from "./select.ts";
import { each } from "../../words.ts";

/** StatefulSets have persistent volumes, and no workload keeps its data on a node. */
export const storage: Rule = (workspace) => {
  const judged = lasting(workspace).flatMap(storageOf);
  return verdictOfAll(
    { judged, unread: workspace.unread.manifests },
    {
      things: "StatefulSets and workloads with volumes of their own",
      good: `${each(judged.length, "workload with state", "workloads with state")} has persistent volumes.`,
      mend: "Use volumeClaimTemplates or a PersistentVolumeClaim.",
    },
  );
};

function storageOf(workload: Workload): readonly Judged[] {
  const { kind, called, object, pod, podPath } = workload;
  const volumes = listAt(pod, "volumes");
  const onNode = volumes.findIndex((volume) => at(volume, "hostPath") !== undefined);
  // What runs on every node is often about the node itself.
  if (onNode >= 0 && kind !== "DaemonSet") {
    return [{ place: object.place(...podPath, "volumes", onNode), problem: `${called} keeps files on its node` }];
  }
  const claims = volumes.some((volume) => at(volume, "persistentVolumeClaim") ?? at(volume, "ephemeral"));
  const templates = listAt(object.value, "spec", "volumeClaimTemplates").length > 0;
  if (kind !== "StatefulSet") return claims ? [{ place: object.place(...podPath, "volumes") }] : [];
  if (claims || templates) return [{ place: object.place("spec") }];
  return [{ place: object.place("spec"), problem: `StatefulSet ${called} has no persistent volume` }];
}
