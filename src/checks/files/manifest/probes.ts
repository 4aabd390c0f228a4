import { at, listAt, type Step, textAt } from "../../../core/read/value.ts";
import { KUBERNETES_RULES } from "../../../core/rules/kubernetesRules.ts";
import type { FileFinding } from "../finding.ts";
import { found } from "../found.ts";
import type { KubeText } from "./kubeText.ts";

const RULE = KUBERNETES_RULES["kubernetes/probes"];

/** Whether Kubernetes can tell a container that answers from one that does not; asked only of those that listen. */
export function probeFindings(
  { file, part, kind }: KubeText,
  path: readonly Step[],
  container: unknown,
): readonly FileFinding[] {
  if (kind === "Job" || kind === "CronJob" || listAt(container, "ports").length === 0) return [];
  const name = textAt(container, "name") ?? "without a name";
  const readiness = at(container, "readinessProbe");
  const liveness = at(container, "livenessProbe");
  if (readiness === undefined) {
    const message = `Container ${name} listens without a readinessProbe: it gets traffic before it can answer.`;
    return [found(RULE, "warning", { file, range: part.keyRange(...path, "name") }, message)];
  }
  if (liveness === undefined || JSON.stringify(readiness) !== JSON.stringify(liveness)) return [];
  const range = part.keyRange(...path, "livenessProbe");
  const message = `Container ${name} is restarted for the very thing that takes it out of traffic: a slow database then restarts every pod. Let the livenessProbe ask less, or wait longer.`;
  return [found(RULE, "warning", { file, range }, message)];
}
