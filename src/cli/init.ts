import { readFile, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { Fault, messageOf } from "../base/result.ts";
import { initialConfig } from "../core/config/initialConfig.ts";
import { parseConfig } from "../core/config/parseConfig.ts";
import {
  initialChoices,
  type PickedWorkload,
  soundsLikeProduction,
  environmentNames,
} from "../engine/initialize/choices.ts";
import { findNamespaces, findWorkloads, type FoundNamespace } from "../engine/initialize/findPlaces.ts";
import type { InitOutput } from "../protocol/output.ts";
import { EXIT, type ExitCode } from "./exitCode.ts";
import type { CliParts, KubeContext } from "./parts.ts";
import { CONFIG_FILE, type FolderOptions } from "./place.ts";
import { type OutputOptions, printJson, visible, visibleLines } from "./report.ts";

export interface InitOptions extends FolderOptions, OutputOptions {
  readonly application?: string;
  readonly context?: readonly string[];
  readonly namespace?: readonly string[];
  readonly yes?: boolean;
}

/** `tidegate init`: a first `tidegate.yaml` from what the person may see. An existing one is left as it is. */
export async function init(parts: CliParts, options: InitOptions): Promise<ExitCode> {
  const { terminal } = parts;
  const folder = resolve(terminal.cwd, options.directory ?? ".");
  const path = join(folder, CONFIG_FILE);
  await refuseExisting(path);
  const found = await lookInto(parts, await chosenContexts(parts, options), options);
  const text = textFor(options.application ?? basename(folder), found);
  if (options.json !== true) terminal.print(visibleLines(text.trimEnd()));
  if (options.yes !== true) {
    const typed = terminal.interactive ? await terminal.ask(visible(`Write this to ${path}? (y/N): `)) : "";
    if (!/^y(es)?$/iu.test(typed.trim()))
      throw new Fault("NotConfirmed", "Nothing was written. Say --yes to write it.");
  }
  // The flag refuses a file that has come into being since the look.
  await writeFile(path, text, { flag: "wx" });
  const output: InitOutput = { path, text };
  if (options.json === true) printJson(terminal, output);
  else terminal.note(visible(`Written to ${path}. Check it, and commit it.`));
  return EXIT.ok;
}

async function refuseExisting(path: string): Promise<void> {
  const present = await readFile(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== "ENOENT",
  );
  if (present) throw new Fault("ConfigExists", `${path} is there already. Edit it, or remove it first.`);
}

async function chosenContexts(parts: CliParts, { context }: InitOptions): Promise<readonly KubeContext[]> {
  const known = await parts.contexts();
  const names = known.map(({ name }) => name).join(", ");
  const strange = context?.find((name) => !known.some((one) => one.name === name));
  if (strange !== undefined) {
    throw new Fault("ContextUnknown", `There is no context "${strange}" in the kubeconfig; there are ${names}.`);
  }
  const chosen = known.filter(({ name, current }) => context?.includes(name) ?? current);
  if (chosen.length > 0) return chosen;
  const how = known.length === 0 ? "Set KUBECONFIG." : `Name one with --context: ${names}.`;
  throw new Fault("NoContexts", `The kubeconfig names no current context. ${how}`);
}

interface Found {
  readonly place: FoundNamespace;
  readonly workloads: readonly string[];
}

async function lookInto(
  { connect, clock, terminal }: CliParts,
  contexts: readonly KubeContext[],
  { namespace: wanted }: InitOptions,
): Promise<readonly Found[]> {
  const lists = await Promise.all(
    contexts.map(async (context) => {
      const cluster = await connect(context.name);
      try {
        const places = await findNamespaces(context, () => Promise.resolve(cluster), clock);
        const taken = places.filter(({ namespace }) => wanted?.includes(namespace) ?? true);
        return await Promise.all(
          taken.map(async (place) => ({ place, workloads: await findWorkloads(cluster, place.namespace) })),
        );
      } catch (error) {
        terminal.note(visible(`${context.name}: ${messageOf(error)}`));
        return [];
      } finally {
        cluster.dispose();
      }
    }),
  );
  return lists.flat().filter(({ workloads }) => wanted !== undefined || workloads.length > 0);
}

function textFor(application: string, found: readonly Found[]): string {
  if (found.length === 0) {
    throw new Fault("NothingFound", "No workload is seen in any namespace. Name namespaces with --namespace.");
  }
  const namespaces = found.map(({ place }) => place);
  const workloads = found.flatMap((one): PickedWorkload[] =>
    one.workloads.map((workload) => ({ place: one.place, workload })),
  );
  const production = environmentNames(namespaces, application).filter(soundsLikeProduction);
  const contexts = namespaces.map(({ context }) => context);
  const text = initialConfig(initialChoices({ application, contexts, namespaces, workloads, production }, workloads));
  const problem = parseConfig(text).diagnostics.find(({ severity }) => severity === "error");
  if (problem === undefined) return text;
  throw new Fault(
    "UnknownOption",
    `"${application}" cannot be used: ${problem.message} Name another with --application.`,
  );
}
