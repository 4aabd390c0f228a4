import { type Container, containerName, type Workload } from "../../read/workloads.ts";
import type { Rule } from "../../rule.ts";
import { isMap, listAt, mapAt, numberAt, at } from "../../../core/read/value.ts";
import { type Judged, verdictOfAll } from "../../verdict.ts";
import { lasting } from "./select.ts";
import { each } from "../../words.ts";

const HANDLERS = ["httpGet", "tcpSocket", "exec", "grpc"];

/** Every container that serves has a readiness probe, and every workload has one at all. */
export const readiness: Rule = (workspace) => {
  const workloads = lasting(workspace);
  const judged = workloads.flatMap((workload) => {
    const mains = workload.containers.filter((one) => one.role === "main");
    const serving = mains.filter((one) => listAt(one.value, "ports").length > 0);
    return (serving.length === 0 ? mains.slice(0, 1) : serving).map((container) => ({
      place: container.place(),
      problem: hasProbe(container, "readinessProbe")
        ? undefined
        : `${containerName(workload, container)} has no readiness probe`,
    }));
  });
  return verdictOfAll(
    { judged, unread: workspace.unread.manifests },
    {
      things: "workloads in manifests",
      good: `${each(judged.length, "serving container")} has a readiness probe.`,
      mend: "Add a readinessProbe that asks whether requests can be answered.",
    },
  );
};

/** Every workload has a liveness probe, and none that gives up before readiness does. */
export const liveness: Rule = (workspace) => {
  const judged = lasting(workspace).map(livenessOf);
  return verdictOfAll(
    { judged, unread: workspace.unread.manifests },
    {
      things: "workloads in manifests",
      good: `${each(judged.length, "workload")} has a liveness probe that is not its readiness probe.`,
      mend: "Let liveness ask only whether the process is alive, or wait longer than readiness does.",
    },
  );
};

function livenessOf(workload: Workload): Judged {
  const alive = workload.containers.filter((one) => hasProbe(one, "livenessProbe"));
  const same = alive.find(isHastyTwin);
  if (same !== undefined) {
    const problem = `${containerName(workload, same)} is restarted by the very probe that takes it out of service`;
    return { place: same.place("livenessProbe"), problem };
  }
  const place = workload.object.place(...workload.podPath, "containers");
  return { place, problem: alive.length === 0 ? `${workload.called} has no liveness probe` : undefined };
}

/** The same question as readiness asks, given up no later: a slow pod is killed instead of left alone. */
function isHastyTwin({ value }: Container): boolean {
  const [ready, live] = [mapAt(value, "readinessProbe"), mapAt(value, "livenessProbe")];
  const same = HANDLERS.some((handler) => {
    const question = at(live, handler);
    return isMap(question) && JSON.stringify(question) === JSON.stringify(at(ready, handler));
  });
  return same && patience(live) <= patience(ready);
}

/** Seconds until a probe counts as failed. */
function patience(probe: unknown): number {
  return (numberAt(probe, "periodSeconds") ?? 10) * (numberAt(probe, "failureThreshold") ?? 3);
}

function hasProbe({ value }: Container, kind: string): boolean {
  const probe = mapAt(value, kind);
  return HANDLERS.some((handler) => isMap(probe[handler]));
}
