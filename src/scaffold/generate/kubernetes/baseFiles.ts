import type { Render } from "../../render/render.ts";
import type { GeneratedFile } from "../generated.ts";
import type { GenerateInput } from "../generator.ts";
import { registryOf } from "../pipeline/registry.ts";
import { apiVersionsOf } from "../workload/apiVersions.ts";
import { hostOf } from "../workload/hosts.ts";
import { type PodValues, podValues } from "../workload/podValues.ts";
import { INGRESS_NAMESPACE, pullSecretOf, storageOf, UNRELEASED } from "../workload/profiles.ts";
import type { Workload } from "../workload/workload.ts";
import type { EnvironmentProfile } from "../settings.ts";

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
    ...workloads.flatMap((w) => workloadFiles(w, valuesOf(w, input, base), write)),
  ];
}

function workloadFiles(w: Workload, values: PodValues, write: Write): readonly GeneratedFile[] {
  const files = filesOf(w);
  const own = (file: string) => write(`base/${w.name}/${file}`, `app/${file}`, { ...values, files }, w.path);
  return ["kustomization.yaml", ...files].map(own);
}

function filesOf(w: Workload): readonly string[] {
  return [
    "deployment.yaml",
    "service-account.yaml",
    ...(w.port === undefined ? [] : ["service.yaml"]),
    ...(w.exposed ? ["ingress.yaml"] : []),
    "network-policy.yaml",
    "pod-disruption-budget.yaml",
    ...(w.scales ? ["horizontal-pod-autoscaler.yaml"] : []),
    ...(w.keeps ? ["persistent-volume-claim.yaml", "backup.yaml"] : []),
  ];
}

function valuesOf(w: Workload, input: GenerateInput, base: EnvironmentProfile): PodValues {
  const { settings, applications } = input;
  const application = applications.find(({ name }) => name === w.name);
  const hosts = [base, ...settings.environments].flatMap((profile) =>
    application === undefined ? [] : (hostOf(application, applications, profile) ?? []),
  );
  return {
    ...podValues(w, w.name, input, base),
    image: `${w.image}:${UNRELEASED}`,
    logLevel: `${w.settings.logLevel}=${base.logLevel}`,
    secrets: `${w.name}-secrets`,
    controller: INGRESS_NAMESPACE,
    host: hosts[0],
    certificate: `${w.name}-tls`,
    pullSecret: pullSecretOf(settings),
    registry: registryOf(settings),
    storage: Math.min(...settings.environments.map(storageOf)),
  };
}
