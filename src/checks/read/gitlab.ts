import type { Place } from "../../core/place.ts";
import type { Unread } from "../unread.ts";
import { at, isMap, listAt, mapAt, textAt } from "../../core/read/value.ts";
import type { Job, Pipeline, PipelineStep } from "./pipeline.ts";
import type { YamlDocument } from "../../core/read/yaml.ts";

const CI_FILE = /(?:^|\/)(?:\.gitlab-ci\.ya?ml|\.gitlab\/(?:.*\/)?[^/]+\.ya?ml)$/u;
const RESERVED = new Set([
  "stages",
  "variables",
  "default",
  "include",
  "workflow",
  "image",
  "services",
  "cache",
  "before_script",
  "after_script",
  "spec",
]);
const DEFAULT_STAGES = ["build", "test", "deploy"];
/** How far `extends` is followed, as GitLab itself does. */
const DEEPEST_EXTENDS = 11;

export function isGitlabFile(path: string): boolean {
  return CI_FILE.test(path);
}

interface Entry {
  readonly document: YamlDocument;
  readonly value: Readonly<Record<string, unknown>>;
}

interface Entries {
  readonly byName: ReadonlyMap<string, Entry>;
  readonly merged: Map<Entry, Merged>;
}

/** The pipeline of GitLab CI out of its file and those that it includes from the same repository. */
export function gitlabPipelines(documents: readonly YamlDocument[]): {
  readonly pipelines: readonly Pipeline[];
  readonly unread: readonly Unread[];
} {
  const root = documents.find((one) => one.file.endsWith(".gitlab-ci.yml") || one.file.endsWith(".gitlab-ci.yaml"));
  if (root === undefined) return { pipelines: [], unread: [] };
  const byName = new Map(documents.flatMap(entriesOf));
  const stages = documents.flatMap((one) => listAt(one.value, "stages")).filter((one) => typeof one === "string");
  const order = stages.length === 0 ? DEFAULT_STAGES : stages;
  const entries: Entries = { byName, merged: new Map() };
  const bare = [...byName]
    .filter(([name]) => !name.startsWith("."))
    .map(([name, entry]) => jobOf(name, entry, entries))
    .filter(({ value: job }) => textAt(job, "when") !== "never");
  const jobs = bare.map(({ stage, needs, ...job }): Job => {
    const earlier = bare.filter((one) => order.indexOf(one.stage) < order.indexOf(stage)).map((one) => one.id);
    return { ...job, waitsFor: needs ?? earlier };
  });
  const includes = documents.flatMap(includesOf);
  const { file, value, place } = root;
  const templates = includes.flatMap(({ name, place: where }) => (name === undefined ? [] : [{ name, place: where }]));
  const pipeline: Pipeline = { system: "gitlab", file, value, place, calledOnly: false, jobs, templates };
  return {
    pipelines: [pipeline],
    unread: includes.flatMap((one) => (one.elsewhere ? [elsewhere(file)] : [])).slice(0, 1),
  };
}

function elsewhere(file: string): Unread {
  return { file, why: "it includes jobs from other places" };
}

function entriesOf(document: YamlDocument): readonly (readonly [string, Entry])[] {
  return Object.entries(mapAt(document.value)).flatMap(([name, value]) =>
    RESERVED.has(name) || !isMap(value) ? [] : [[name, { document, value }] as const],
  );
}

type Merged = Readonly<Record<string, unknown>>;

/** A job with what it extends, its own keys first. Each is put together once, however many extend it. */
function merged(entry: Entry, entries: Entries, depth: number): Merged {
  const known = entries.merged.get(entry);
  if (known !== undefined) return known;
  const parents = Array.isArray(entry.value["extends"]) ? entry.value["extends"] : [entry.value["extends"]];
  if (depth >= DEEPEST_EXTENDS) return entry.value;
  const inherited = parents.flatMap((name) => {
    const parent = typeof name === "string" ? entries.byName.get(name) : undefined;
    return parent === undefined ? [] : [merged(parent, entries, depth + 1)];
  });
  const whole = Object.assign({}, ...inherited, entry.value) as Merged;
  entries.merged.set(entry, whole);
  return whole;
}

type BareJob = Omit<Job, "waitsFor"> & { readonly stage: string; readonly needs: readonly string[] | undefined };

function jobOf(id: string, entry: Entry, entries: Entries): BareJob {
  const value = merged(entry, entries, 0);
  const { place } = entry.document;
  const rules = listAt(value, "rules");
  return {
    id,
    place: place(id),
    value,
    stage: textAt(value, "stage") ?? "test",
    needs: Array.isArray(value["needs"]) ? value["needs"].flatMap(neededJob) : undefined,
    environment: textAt(value, "environment") ?? textAt(value, "environment", "name"),
    manual: textAt(value, "when") === "manual" || rules.some((rule) => textAt(rule, "when") === "manual"),
    matrix: at(value, "parallel") !== undefined,
    steps: ["before_script", "script", "after_script"].flatMap((key) => scriptOf(id, key, value, place)),
  };
}

function neededJob(need: unknown): readonly string[] {
  const name = typeof need === "string" ? need : textAt(need, "job");
  return name === undefined ? [] : [name];
}

function scriptOf(
  id: string,
  key: string,
  value: Readonly<Record<string, unknown>>,
  place: YamlDocument["place"],
): readonly PipelineStep[] {
  const lines = Array.isArray(value[key]) ? value[key].flat(2) : [value[key]];
  const run = lines.filter((line) => typeof line === "string").join("\n");
  if (run === "") return [];
  const condition = textAt(value, "when") === "on_failure" ? "failure()" : "";
  return [{ place: place(id, key), name: id, uses: undefined, run, condition, inputs: {} }];
}

/** GitLab's own templates by name, and whether something comes from another repository or address. */
function includesOf(document: YamlDocument): readonly { name: string | undefined; place: Place; elsewhere: boolean }[] {
  const include = at(document.value, "include");
  return (Array.isArray(include) ? include : [include]).flatMap((one) => {
    if (one === undefined || one === null) return [];
    const name = textAt(one, "template") ?? textAt(one, "component");
    const away = ["project", "remote"].some((key) => at(one, key) !== undefined);
    const remote = typeof one === "string" && /^https?:/u.test(one);
    return [{ name, place: document.place("include"), elsewhere: away || remote }];
  });
}
