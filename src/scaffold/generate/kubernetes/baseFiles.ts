import type { Render } from "../../render/render.ts";
import type { GeneratedFile } from "../generated.ts";
import type { GenerateInput } from "../generator.ts";
import { apiVersionsOf } from "../workload/apiVersions.ts";
import { catalogueImage } from "../workload/catalogueImage.ts";
import { hostOf } from "../workload/hosts.ts";
import { baseBounds, INGRESS_NAMESPACE, scratchOf, storageOf, UNRELEASED } from "../workload/profiles.ts";
import type { Workload } from "../workload/workload.ts";
import type { EnvironmentProfile } from "../settings.ts";
import { configOf, needsConfig } from "./configuration.ts";

/** Renders one file of `k8s/` from a template of the kind's folder. */
export type Write = (
  path: string,
  template: string,
  values: Readonly<Record<string, unknown>>,
  application?: string,
) => GeneratedFile;

export function writeWith(render: Render): Write {
  return (path, template, values, application) => ({
    path: `k8s/${path}`,
    kind: "kubernetes",
    ...(application !== undefined && { application }),
    ...render(`kubernetes/${template}`, "yaml", values),
  });
}

/** What every environment has: a folder of objects for each application, and one policy for the namespace. */
export function baseFiles(
  input: GenerateInput,
  workloads: readonly Workload[],
  base: EnvironmentProfile,
  write: Write,
): readonly GeneratedFile[] {
  const { settings } = input;
  const shared = { api: apiVersionsOf(input.catalogue), namespace: settings.project, project: settings.project };
  const names = workloads.map(({ name }) => name);
  return [
    write("base/kustomization.yaml", "base/kustomization.yaml", { ...shared, names, environment: base.name }),
    write("base/default-deny.yaml", "base/default-deny.yaml", shared),
    ...workloads.flatMap((w) => workloadFiles(w, { ...shared, ...valuesOf(w, input, base) }, write)),
  ];
}

function workloadFiles(w: Workload, values: Readonly<Record<string, unknown>>, write: Write): readonly GeneratedFile[] {
  const files = filesOf(w, values);
  const own = (file: string) => write(`base/${w.name}/${file}`, `app/${file}`, { ...values, files }, w.path);
  return ["kustomization.yaml", ...files].map(own);
}

function filesOf(w: Workload, { backupImage }: Readonly<Record<string, unknown>>): readonly string[] {
  return [
    "deployment.yaml",
    "service-account.yaml",
    ...(w.port === undefined ? [] : ["service.yaml"]),
    ...(w.exposed ? ["ingress.yaml"] : []),
    "network-policy.yaml",
    "pod-disruption-budget.yaml",
    ...(w.scales ? ["horizontal-pod-autoscaler.yaml"] : []),
    ...(w.keeps ? ["persistent-volume-claim.yaml"] : []),
    ...(w.keeps && backupImage !== undefined ? ["backup.yaml"] : []),
  ];
}

function valuesOf(w: Workload, input: GenerateInput, base: EnvironmentProfile): Readonly<Record<string, unknown>> {
  const { settings, applications, catalogue } = input;
  const application = applications.find(({ name }) => name === w.name);
  const hosts = [base, ...settings.environments].flatMap((profile) =>
    application === undefined ? [] : (hostOf(application, applications, profile) ?? []),
  );
  const volumes = w.volumes.map((volume) => ({ ...volume, claim: `${w.name}-${volume.name}` }));
  const { missing, secrets } = w.settings;
  return {
    w,
    account: w.name,
    image: `${w.image}:${UNRELEASED}`,
    config: configOf(w),
    needsConfig: needsConfig(w),
    logLevel: `${w.settings.logLevel}=${base.logLevel}`,
    secrets: `${w.name}-secrets`,
    notes: notesOf(w),
    hasEnv: w.portVariable !== undefined || missing.length > 0 || secrets.length > 0,
    replicas: base.replicas.max,
    bounds: baseBounds(settings),
    resources: base,
    scratch: scratchOf(settings),
    controller: INGRESS_NAMESPACE,
    host: hosts[0],
    certificate: `${w.name}-tls`,
    volumes,
    kept: volumes.filter(({ persistent }) => persistent),
    storage: Math.min(...settings.environments.map(storageOf)),
    backup: `${w.name}-backup`,
    backupImage: catalogueImage(catalogue, "busybox"),
  };
}

/** Names for people, in one line each; empty where there are none. */
function notesOf({ settings }: Workload) {
  return {
    secrets: settings.secrets.map(({ name }) => name).join(", "),
    missing: settings.missing.join(", "),
    others: settings.others.join(", "),
  };
}
