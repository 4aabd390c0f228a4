import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Answers } from "./answers.ts";

const run = promisify(execFile);
const MOST_OUTPUT = 64 * 1024 * 1024;
const TIMEOUT_MS = 120_000;

interface Result {
  readonly success?: boolean;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly resolvedPackages?: Readonly<Record<string, { readonly requestedVersion?: string }>>;
  readonly plan?: {
    readonly deploy?: { readonly startCommand?: string };
    readonly steps?: readonly { readonly name?: string; readonly commands?: readonly { readonly cmd?: string }[] }[];
  };
  readonly logs?: readonly { readonly Msg: string }[];
}

/** Which arguments have Railpack say all it knows of a folder. */
export function railpackArguments(folder: string): readonly string[] {
  return ["info", "--format", "json", folder];
}

/** What Railpack says of one application. It looks for none below a folder: it is told where each lies. */
export async function askRailpack(railpack: string, folder: string, runtime: string): Promise<Answers> {
  const { stdout } = await run(railpack, [...railpackArguments(folder)], {
    maxBuffer: MOST_OUTPUT,
    timeout: TIMEOUT_MS,
  });
  return answersOf(JSON.parse(stdout) as Result, runtime);
}

const NOTHING: Answers = { language: [], "build command": [], "start command": [] };

function answersOf({ metadata = {}, resolvedPackages = {}, plan = {}, logs = [] }: Result, runtime: string): Answers {
  const { providers = "" } = metadata;
  // Which images of PHP there are, it asks a registry: without one it gives no answer, and that is not its fault.
  if (logs.some(({ Msg }) => Msg.startsWith("no version available for php"))) return {};
  if (providers === "") return NOTHING;
  const build = (plan.steps ?? []).filter(({ name }) => name === "build").flatMap(({ commands }) => commands ?? []);
  const version = resolvedPackages[runtime]?.requestedVersion;
  return {
    language: [providers],
    ...frameworkOf(providers, metadata),
    ...managerOf(providers, metadata),
    "runtime version": version === undefined ? [] : [version],
    "build command": build.flatMap(({ cmd }) => cmd ?? []),
    "start command": plan.deploy?.startCommand === undefined ? [] : [plan.deploy.startCommand],
  };
}

/** It tells frameworks apart in Node, Python and Ruby. */
function frameworkOf(provider: string, metadata: Readonly<Record<string, string>>): Answers {
  if (provider === "ruby") return { framework: metadata["rubyRails"] === "true" ? ["rails"] : [] };
  if (provider !== "node" && provider !== "python") return {};
  const named = [metadata["nodeRuntime"], metadata["nodeSPAFramework"], metadata["pythonRuntime"]];
  return { framework: named.flatMap((one) => one ?? []) };
}

/** It tells package managers apart in Node, Python and Java. */
function managerOf(provider: string, metadata: Readonly<Record<string, string>>): Answers {
  const name = metadata[`${provider}PackageManager`];
  return ["node", "python", "java"].includes(provider) ? { "package manager": name === undefined ? [] : [name] } : {};
}
