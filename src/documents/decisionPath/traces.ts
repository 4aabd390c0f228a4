/** What a file of the workspace speaks for. */
export type Trace = "infrastructure" | "containers" | "pipelines" | "monitoring" | "policies";

/** A file as far as it was read. */
export interface SeenFile {
  /** From the folder, with slashes. */
  readonly path: string;
  /** Absent where only the name is known. */
  readonly text?: string;
}

/** Whether a file tells by its text and not only by its name what it is. */
export function tellsByText(path: string): boolean {
  return /\.(ya?ml|json)$/iu.test(path);
}

/** By name: the last part of the path, or all of it. */
const NAMES: readonly (readonly [Trace, RegExp])[] = [
  ["infrastructure", /\.(tf|tf\.json|bicep)$|(^|\/)Pulumi\.ya?ml$/u],
  ["containers", /(^|\/)((Docker|Container)file(\.[\w.-]+)?|[\w.-]+\.Dockerfile|Chart\.ya?ml|kustomization\.ya?ml)$/u],
  ["pipelines", /^\.github\/workflows\/[^/]+\.ya?ml$|(^|\/)(\.gitlab-ci\.ya?ml|Jenkinsfile|azure-pipelines\.ya?ml)$/u],
  ["pipelines", /^(\.circleci\/config|bitbucket-pipelines)\.ya?ml$/u],
  ["monitoring", /(^|\/)((prometheus|alertmanager|otel-collector[\w-]*)\.ya?ml|[\w-]+[._-](rules|alerts)\.ya?ml)$/u],
  ["policies", /\.rego$|(^|\/)\.sops\.ya?ml$/u],
];

const WORKLOADS = "Deployment|StatefulSet|DaemonSet|ReplicaSet|Job|CronJob|Pod|Service|Ingress|HorizontalPodAutoscaler";
const MONITORS = "PrometheusRule|ServiceMonitor|PodMonitor|Probe|AlertmanagerConfig|GrafanaDashboard";
const POLICIES = "NetworkPolicy|ClusterPolicy|Policy|ConstraintTemplate|ValidatingAdmissionPolicy|PeerAuthentication";

/** By text: an object's kind stands at the beginning of a line. */
const TEXTS: readonly (readonly [Trace, RegExp])[] = [
  ["infrastructure", /^"?AWSTemplateFormatVersion"?\s*:/mu],
  ["containers", kindPattern(WORKLOADS)],
  ["monitoring", kindPattern(MONITORS)],
  ["policies", kindPattern(POLICIES)],
];

/** What a file speaks for; empty for most files. */
export function tracesIn({ path, text }: SeenFile): readonly Trace[] {
  const named = NAMES.filter(([, pattern]) => pattern.test(path)).map(([trace]) => trace);
  const told = text === undefined ? [] : TEXTS.filter(([, pattern]) => pattern.test(text)).map(([trace]) => trace);
  return [...new Set([...named, ...told])];
}

function kindPattern(kinds: string): RegExp {
  return new RegExp(`^\\s{0,4}"?kind"?\\s*:\\s*"?(${kinds})"?\\s*,?\\s*$`, "mu");
}
