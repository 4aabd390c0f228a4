import { parse } from "yaml";
import type { Application } from "../../../src/scaffold/facts/application.ts";
import { generate } from "../../../src/scaffold/generate/generate.ts";
import type { GeneratedFile } from "../../../src/scaffold/generate/generated.ts";
import type { Kind } from "../../../src/scaffold/generate/kind.ts";
import type { Settings } from "../../../src/scaffold/generate/settings.ts";
import { ownCatalogue } from "./catalogue.ts";
import { detectionOf, sampleSettings } from "./sampleFacts.ts";
import { ownTemplates } from "./templates.ts";

export interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly "working-directory"?: string;
}

export interface WorkflowJob {
  readonly needs?: string | readonly string[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly "timeout-minutes"?: number;
  readonly "runs-on"?: string;
  readonly uses?: string;
  readonly environment?: { readonly name: string };
  readonly concurrency?: { readonly "cancel-in-progress": boolean };
  readonly steps?: readonly Step[];
}

export interface Workflow {
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, WorkflowJob>>;
}

const catalogue = ownCatalogue();
const render = ownTemplates();

/** The files of a kind for some applications. */
export function filesOf(
  kind: Kind,
  applications: readonly Application[],
  settings: Settings = sampleSettings,
): readonly GeneratedFile[] {
  return generate([kind], { applications, detection: detectionOf(...applications), settings, catalogue }, render);
}

export function workflowsOf(applications: readonly Application[], settings?: Settings): Map<string, Workflow> {
  const files = filesOf("github-actions", applications, settings);
  return new Map(files.map(({ path, text }) => [path.slice(path.lastIndexOf("/") + 1), parse(text) as Workflow]));
}

/** Every step of every job. */
export function stepsOf(workflows: ReadonlyMap<string, Workflow>): readonly Step[] {
  return [...workflows.values()].flatMap(({ jobs }) => Object.values(jobs).flatMap(({ steps }) => steps ?? []));
}
