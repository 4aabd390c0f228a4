import type { Workload } from "./workload.ts";

/** A linter's finding that stands on purpose: an annotation of the tool's own, and why. */
export interface Exception {
  readonly annotation: string;
  readonly value: string;
  /** A sentence for people, where the value cannot hold it. */
  readonly reason?: string;
}

type Facts = Pick<Workload, "port" | "readiness" | "settings" | "clock" | "alone">;

/** The findings of linters that a Deployment keeps, each with its reason. */
export function exceptionsOf(workload: Facts): readonly Exception[] {
  return [
    ...checkovSkips(workload),
    ...kubeScoreIgnores(workload, workload.alone),
    polaris("priorityClassNotSet", "Priority classes belong to the cluster, and this one need not push others out."),
    polaris("deploymentMissingReplicas", "How many run is set by its autoscaler or its environment."),
    ...(workload.alone
      ? [polaris("topologySpreadConstraint", "There is never a second one to be kept apart from.")]
      : []),
    ...(workload.port === undefined ? withoutProbes() : []),
  ];
}

/** What kube-score is not to say about a Deployment; it takes the names of its checks in one annotation. */
export function kubeScoreIgnores({ port, readiness, clock, alone }: Facts, single: boolean): readonly Exception[] {
  const ignored = [
    ...(alone ? [["deployment-strategy", clock ? ONE_CLOCK : "Only one pod may write what it keeps."]] : []),
    ...(single ? [["deployment-replicas", "One replica is enough here."]] : []),
    ...(port !== undefined && readiness === undefined
      ? [["pod-probes-identical", "No path tells how it is, so both probes ask for the port."]]
      : []),
  ];
  if (ignored.length === 0) return [];
  const reason = ignored.map(([, why]) => why).join(" ");
  return [{ annotation: "kube-score/ignore", value: ignored.map(([check]) => check).join(","), reason }];
}

function checkovSkips({ port, settings }: Facts): readonly Exception[] {
  const skips = [
    "CKV_K8S_43=The pipeline that delivers the image sets its digest",
    ...(settings.secrets.length > 0 ? ["CKV_K8S_35=The code reads its secrets from environment variables"] : []),
    ...(port === undefined ? [`CKV_K8S_8=${NO_PROBES}`, `CKV_K8S_9=${NO_PROBES}`] : []),
  ];
  return skips.map((value, index) => ({ annotation: `checkov.io/skip${index + 1}`, value }));
}

const ONE_CLOCK = "Two of it would start everything twice.";
const NO_PROBES = "It listens on no port, and is started again when its process ends";

function withoutProbes(): readonly Exception[] {
  const kubeLinter = ["no-startup-probe", "no-readiness-probe", "no-liveness-probe"].map((check) => ({
    annotation: `ignore-check.kube-linter.io/${check}`,
    value: NO_PROBES,
  }));
  return [
    ...kubeLinter,
    polaris("livenessProbeMissing", `${NO_PROBES}.`),
    polaris("readinessProbeMissing", "Nothing sends it requests."),
    polaris("missingNetworkPolicy", "Its policy has no rule for incoming traffic, because it takes none."),
  ];
}

function polaris(check: string, reason: string): Exception {
  return { annotation: `polaris.fairwinds.com/${check}-exempt`, value: "true", reason };
}
