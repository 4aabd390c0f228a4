import type { FileEntry } from "../core/ports/fileTree.ts";
import type { Place } from "../core/place.ts";
import type { Unread } from "./unread.ts";
import { alertsOfFile, alertsOfObject } from "./read/alertRules.ts";
import { type Dashboard, dashboardOf, dashboardsOfObject } from "./read/dashboards.ts";
import { githubPipelines, isGithubFile } from "./read/github.ts";
import { gitlabPipelines } from "./read/gitlab.ts";
import { type KubeObject, kustomizationOf, objectsOf } from "./read/manifests.ts";
import { readProse } from "./read/prose.ts";
import { type Attribute, type Block, readTerraform } from "./read/terraform.ts";
import type { FileSort } from "./read/wanted.ts";
import { workloadIndex } from "./read/workloadIndex.ts";
import { workloadOf } from "./read/workloads.ts";
import { readYaml, type YamlDocument } from "../core/read/yaml.ts";
import { at, isMap, mapAt } from "../core/read/value.ts";
import type { Area, Workspace } from "./workspace.ts";

/** A file with its text, or with a clause that says why there is none. */
export interface ReadFile {
  readonly path: string;
  readonly sort: FileSort;
  readonly text?: string;
  readonly why?: string;
}

/** A YAML or JSON text that some rule may understand; the rest is not parsed, which is most of what is read. */
const TELLING =
  /(?:^|[\s{,-])["']?(?:apiVersion|kind|alert|receivers|scrape_configs|patches|resources|images|secretGenerator|creation_rules|updates)["']?\s*:/mu;
const MANIFEST = /(?:^|[\s{,-])["']?(?:apiVersion|kind)["']?\s*:/mu;

/** Makes of texts what the rules look at. Never throws. */
export function workspaceOf(files: readonly FileEntry[], read: readonly ReadFile[]): Workspace {
  const unread: Record<Area, Unread[]> = { manifests: [], pipelines: [], terraform: [], monitoring: [], other: [] };
  const texts = new Map(read.flatMap((one) => (one.text === undefined ? [] : [[one.path, one.text] as const])));
  const charts = chartFolders(files);
  const yaml: YamlDocument[] = [];
  const pipelineDocuments: YamlDocument[] = [];
  for (const { path, sort, text, why } of read) {
    if (why !== undefined) for (const area of areasOf(sort)) unread[area].push({ file: path, why });
    if (text === undefined || !["yaml", "json", "pipeline"].includes(sort)) continue;
    if (sort !== "pipeline" && !TELLING.test(text)) continue;
    const file = isChartTemplate(path, charts)
      ? { ok: false as const, why: "it is a Helm template" }
      : readYaml(path, text);
    if (file.ok) (sort === "pipeline" ? pipelineDocuments : yaml).push(...file.documents);
    else for (const area of areasOfText(sort, text)) unread[area].push({ file: path, why: file.why });
  }
  const terraform = terraformOf(read, unread.terraform);
  const github = githubPipelines(pipelineDocuments.filter((one) => isGithubFile(one.file)));
  const gitlab = gitlabPipelines(pipelineDocuments.filter((one) => !isGithubFile(one.file)));
  unread.pipelines.push(...github.unread, ...gitlab.unread);
  const kubernetes = kubernetesOf(yaml);
  return {
    files,
    texts,
    ...kubernetes,
    pipelines: [...github.pipelines, ...gitlab.pipelines],
    ...terraform,
    alerts: [...yaml.flatMap(alertsOfFile), ...kubernetes.objects.flatMap(alertsOfObject)],
    dashboards: [...dashboardFiles(read), ...kubernetes.objects.flatMap(dashboardsOfObject)],
    alertmanagers: alertmanagersOf(yaml, kubernetes.objects),
    prose: read.flatMap(({ path, sort, text }) =>
      sort === "prose" && text !== undefined ? [readProse(path, text)] : [],
    ),
    documents: yaml,
    unread,
  };
}

function kubernetesOf(
  yaml: readonly YamlDocument[],
): Pick<Workspace, "objects" | "workloads" | "index" | "kustomizations"> {
  const kustomizations = yaml.flatMap((document) => kustomizationOf(document) ?? []);
  const patches = new Set(kustomizations.flatMap((one) => one.patches));
  const objects = yaml.filter((document) => !patches.has(document.file)).flatMap(objectsOf);
  const workloads = objects.flatMap((object) => workloadOf(object) ?? []);
  return { objects, workloads, index: workloadIndex(objects, workloads), kustomizations };
}

function terraformOf(read: readonly ReadFile[], unread: Unread[]): Pick<Workspace, "terraform" | "variables"> {
  const terraform: Block[] = [];
  const variables = new Map<string, ReadonlyMap<string, Attribute>>();
  for (const { path, sort, text } of read) {
    if (text === undefined || (sort !== "terraform" && sort !== "variables")) continue;
    const file = path.endsWith(".json")
      ? { ok: false as const, why: "it is Terraform as JSON" }
      : readTerraform(path, text);
    if (!file.ok) unread.push({ file: path, why: file.why });
    else if (sort === "terraform") terraform.push(...file.blocks);
    else variables.set(path, file.attributes);
  }
  return { terraform, variables };
}

function dashboardFiles(read: readonly ReadFile[]): readonly Dashboard[] {
  return read.flatMap(({ path, sort, text }) => {
    if (sort !== "json" || text === undefined || !text.includes('"panels"')) return [];
    return dashboardOf(text, { file: path, line: 1 }) ?? [];
  });
}

/** Alertmanager's own files, its operator's objects, and its file inside of a ConfigMap or Secret. */
function alertmanagersOf(
  yaml: readonly YamlDocument[],
  objects: readonly KubeObject[],
): readonly { readonly value: unknown; readonly place: Place }[] {
  const files = yaml
    .filter((one) => isConfiguration(one.value))
    .map((one) => ({ value: one.value, place: one.place() }));
  const own = objects
    .filter((one) => one.kind === "AlertmanagerConfig")
    .map((one) => ({ value: at(one.value, "spec"), place: one.place() }));
  const held = objects.flatMap((one) =>
    Object.entries({ ...mapAt(one.value, "data"), ...mapAt(one.value, "stringData") }).flatMap(([key, text]) => {
      if (typeof text !== "string" || !/alertmanager.*\.ya?ml$/u.test(key)) return [];
      const file = readYaml(one.file, text);
      const value = file.ok ? file.documents[0]?.value : undefined;
      return isConfiguration(value) ? [{ value, place: one.place() }] : [];
    }),
  );
  return [...files, ...own, ...held];
}

function isConfiguration(value: unknown): boolean {
  return isMap(at(value, "route")) && Array.isArray(at(value, "receivers"));
}

function chartFolders(files: readonly FileEntry[]): readonly string[] {
  return files.flatMap(({ path }) => (/(?:^|\/)Chart\.ya?ml$/u.test(path) ? [path.replace(/Chart\.ya?ml$/u, "")] : []));
}

function isChartTemplate(path: string, charts: readonly string[]): boolean {
  return charts.some((folder) => path.startsWith(`${folder}templates/`));
}

function areasOf(sort: FileSort): readonly Area[] {
  if (sort === "pipeline") return ["pipelines"];
  if (sort === "yaml") return ["manifests", "monitoring"];
  if (sort === "json") return ["monitoring"];
  return sort === "terraform" ? ["terraform"] : ["other"];
}

function areasOfText(sort: FileSort, text: string): readonly Area[] {
  if (sort === "pipeline") return ["pipelines"];
  return [
    ...(MANIFEST.test(text) ? ["manifests" as const] : []),
    ...(/\balert\s*:|receivers\s*:/u.test(text) ? ["monitoring" as const] : []),
  ];
}
