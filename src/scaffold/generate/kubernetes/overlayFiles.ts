import type { GeneratedFile } from "../generated.ts";
import type { GenerateInput } from "../generator.ts";
import type { EnvironmentProfile } from "../settings.ts";
import { apiVersionsOf } from "../workload/apiVersions.ts";
import { kubeScoreIgnores } from "../workload/exceptions.ts";
import { hostOf } from "../workload/hosts.ts";
import { doesScale, storageOf, UNRELEASED } from "../workload/profiles.ts";
import type { Workload } from "../workload/workload.ts";
import type { Write } from "./baseFiles.ts";
import { quotaOf } from "./quota.ts";

/** How one environment differs: its namespace with its limits, its sizes, its bounds and its hosts. */
export function overlayFiles(
  profile: EnvironmentProfile,
  input: GenerateInput,
  workloads: readonly Workload[],
  write: Write,
): readonly GeneratedFile[] {
  const { settings, catalogue } = input;
  const values = {
    api: apiVersionsOf(catalogue),
    project: settings.project,
    namespace: settings.project,
    e: profile,
    tag: UNRELEASED,
    images: [...new Set(workloads.map(({ image }) => image))],
    quota: quotaOf(profile, workloads),
    storage: storageOf(profile),
    keeps: workloads.some(({ keeps }) => keeps),
    levels: levelsOf(profile, workloads),
    missing: workloads
      .filter((w) => w.settings.missing.length > 0)
      .map((w) => ({ name: w.name, config: `${w.name}-config`, variables: w.settings.missing.join(", ") })),
    ...replicasOf(profile, workloads),
    ...hostsOf(profile, input, workloads),
  };
  return ["kustomization.yaml", "namespace.yaml"].map((file) =>
    write(`overlays/${profile.name}/${file}`, `overlay/${file}`, values),
  );
}

function levelsOf({ logLevel }: EnvironmentProfile, workloads: readonly Workload[]) {
  return workloads.flatMap((w) =>
    w.settings.logLevel === undefined
      ? []
      : [{ config: `${w.name}-config`, literal: `${w.settings.logLevel}=${logLevel}` }],
  );
}

function replicasOf(profile: EnvironmentProfile, workloads: readonly Workload[]) {
  const scales = doesScale(profile);
  const fixed = scales ? [] : workloads.filter(({ alone }) => !alone);
  return {
    scales,
    autoscaled: workloads.some((w) => w.scales),
    fixed: fixed.map(({ name }) => name),
    single:
      profile.replicas.max > 1
        ? []
        : fixed.flatMap((w) => kubeScoreIgnores(w, true).map((exception) => ({ name: w.name, exception }))),
  };
}

function hostsOf(profile: EnvironmentProfile, { applications }: GenerateInput, workloads: readonly Workload[]) {
  const exposed = workloads.filter((w) => w.exposed).map(({ name }) => name);
  const hosts = applications.flatMap((application) => {
    const host = hostOf(application, applications, profile);
    return host === undefined ? [] : [{ name: application.name, host }];
  });
  return { hosts, hidden: exposed.filter((name) => !hosts.some((host) => host.name === name)) };
}
