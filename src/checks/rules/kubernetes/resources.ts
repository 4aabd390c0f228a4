import { containerName } from "../../read/workloads.ts";
import type { Rule } from "../../rule.ts";
import { textAt } from "../../../core/read/value.ts";
import { verdictOfAll } from "../../verdict.ts";
import { each } from "../../words.ts";

/** A CPU limit is not asked for: it throttles while the node idles. */
const ASKED = [
  ["requests", "cpu"],
  ["requests", "memory"],
  ["limits", "memory"],
] as const;

/** Every container says what it needs and how much memory it may take at most. */
export const resources: Rule = (workspace) => {
  const judged = workspace.workloads.flatMap((workload) =>
    workload.containers.map((container) => {
      const missing = ASKED.filter(([kind, of]) => textAt(container.value, "resources", kind, of) === undefined);
      const named = missing.map(([kind, of]) => `${of} ${kind === "limits" ? "limit" : "request"}`).join(", no ");
      return {
        place: container.place("resources"),
        problem: missing.length === 0 ? undefined : `${containerName(workload, container)} has no ${named}`,
      };
    }),
  );
  return verdictOfAll(
    { judged, unread: workspace.unread.manifests },
    {
      things: "containers in manifests",
      good: `${each(judged.length, "container")} has CPU and memory requests and a memory limit.`,
      mend: "Set resources.requests and resources.limits.memory.",
    },
  );
};
