import type { Application } from "../../facts/application.ts";
import type { Escape, Render } from "../../render/render.ts";
import type { GeneratedFile } from "../generated.ts";
import type { GenerateInput } from "../generator.ts";
import type { EnvironmentProfile } from "../settings.ts";
import { kubeScoreIgnores } from "../workload/exceptions.ts";
import { hostOf } from "../workload/hosts.ts";
import { type PodValues, podValues } from "../workload/podValues.ts";
import { baseBounds, doesScale, INGRESS_NAMESPACE, storageOf, pullSecretOf, UNRELEASED } from "../workload/profiles.ts";
import { type Workload, workloadOf } from "../workload/workload.ts";
import { literalText } from "./literalText.ts";

type Values = Readonly<Record<string, unknown>>;

/** The chart of one application, with a file of values for every environment. */
export function chartFiles(
  application: Application,
  input: GenerateInput,
  base: EnvironmentProfile,
  render: Render,
): readonly GeneratedFile[] {
  const w = workloadOf(application, input);
  const values = chartValues(w, input, base);
  const write = (path: string, template: string, escape: Escape, more: Values = {}): GeneratedFile => ({
    path: `charts/${w.name}/${path}`,
    kind: "helm",
    application: w.path,
    ...render(`helm/${template}`, escape, { ...values, ...more }),
  });
  const inTemplates = templateValues(values);
  const of = (profile: EnvironmentProfile) => environmentValues(profile, application, input);
  return [
    write(".helmignore", "helmignore", "plain"),
    write("Chart.yaml", "Chart.yaml", "yaml"),
    write("values.yaml", "values.yaml", "yaml", { ...of(base), ...defaultsOf(input, application) }),
    write("values.schema.json", "values.schema.json", "json"),
    ...input.settings.environments.map((profile) =>
      write(`values-${profile.name}.yaml`, "values-environment.yaml", "yaml", of(profile)),
    ),
    write("templates/NOTES.txt", "templates/NOTES.txt", "plain", inTemplates),
    ...templatesOf(values).map((file) => write(`templates/${file}`, `templates/${file}`, "yaml", inTemplates)),
  ];
}

function templatesOf({ w, needsConfig }: PodValues): readonly string[] {
  return [
    "_helpers.tpl",
    "deployment.yaml",
    "service-account.yaml",
    ...(needsConfig ? ["config-map.yaml"] : []),
    ...(w.port === undefined ? [] : ["service.yaml", "ingress.yaml"]),
    "network-policy.yaml",
    "pod-disruption-budget.yaml",
    ...(w.keeps ? ["persistent-volume-claim.yaml", "backup.yaml"] : []),
    ...(w.alone ? [] : ["horizontal-pod-autoscaler.yaml"]),
  ];
}

/** The prefix of everything's name: the release. */
const RELEASE = "{{ .Release.Name }}";

function chartValues(w: Workload, input: GenerateInput, base: EnvironmentProfile): PodValues {
  const required = ["namespace", "image", "config", "resources"];
  return {
    ...podValues(w, RELEASE, input, base),
    chart: true,
    tag: UNRELEASED,
    description: `${w.name} of ${input.settings.project}`,
    secrets: `${w.name}-secrets`,
    certificate: `${w.name}-tls`,
    pullSecret: pullSecretOf(input.settings),
    controller: INGRESS_NAMESPACE,
    storage: Math.min(...input.settings.environments.map(storageOf)),
    required: [
      ...required,
      ...(w.keeps ? ["persistence"] : []),
      ...(w.alone ? [] : ["replicas", "autoscaling"]),
      ...(w.port === undefined ? [] : ["ingress"]),
      ...(w.settings.secrets.length > 0 ? ["secret"] : []),
    ],
  };
}

/** What stands where no environment's values are given: it scales wherever any environment does. */
function defaultsOf(input: GenerateInput, application: Application): Values {
  const { settings, applications } = input;
  const hosts = settings.environments.flatMap((profile) => hostOf(application, applications, profile) ?? []);
  return {
    scales: baseBounds(settings) !== undefined,
    hasHost: hosts.length > 0,
    host: hosts.at(-1) ?? "",
    storage: Math.min(...settings.environments.map(storageOf)),
  };
}

function environmentValues(e: EnvironmentProfile, application: Application, { applications }: GenerateInput): Values {
  const host = hostOf(application, applications, e);
  return { e, scales: doesScale(e), hasHost: host !== undefined, host, storage: storageOf(e) };
}

/** What stands in templates: texts from outside do not become actions, and what values decide is asked of them. */
function templateValues({ w, notes, volumes, kept }: PodValues): Values {
  return {
    w: { ...w, ...literalPaths(w), args: w.args.map(literalText) },
    notes: { ...notes, scratch: literalText(notes.scratch) },
    volumes: volumes.map(literalMount),
    kept: kept.map(literalMount),
    exceptions: w.exceptions.filter(({ annotation }) => w.alone || !annotation.startsWith("kube-score/")),
    ignored: kubeScoreIgnores(w, false)[0],
    ignoredAlone: kubeScoreIgnores(w, true)[0],
    secrets: "{{ .Values.secret }}",
    controller: "{{ .Values.ingress.controllerNamespace | quote }}",
    backupName: `${w.name}-backup`,
  };
}

function literalPaths({ readiness, liveness }: Workload): Pick<Workload, "readiness" | "liveness"> {
  return {
    ...(readiness !== undefined && { readiness: literalText(readiness) }),
    ...(liveness !== undefined && { liveness: literalText(liveness) }),
  };
}

function literalMount<T extends { readonly path: string }>(volume: T): T {
  return { ...volume, path: literalText(volume.path) };
}
