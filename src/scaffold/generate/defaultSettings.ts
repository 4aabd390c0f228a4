import type { Config, EnvironmentConfig } from "../../core/config/config.ts";
import { labelOf } from "../detect/applicationName.ts";
import type { RuntimeName } from "../facts/application.ts";
import type { Detection } from "../facts/detection.ts";
import { imageRepositoryOf, repositoryNameOf } from "./imageRepository.ts";
import type { EnvironmentProfile, Settings } from "./settings.ts";

/** What is known about a workspace besides its code. */
export interface Surroundings {
  /** The last name of the workspace's path. */
  readonly folderName: string;
  /** The address of git's `origin`; undefined where there is none. */
  readonly gitRemote?: string | undefined;
  /** Where the workspace lies in its repository; undefined where it is the whole. */
  readonly below?: string | undefined;
  readonly defaultBranch?: string | undefined;
  /** `tidegate.yaml`, where there is a good one. */
  readonly config?: Config | undefined;
}

/** What a person would most likely decide; every value of it can be decided otherwise. Pure. */
export function defaultSettings(
  detection: Detection,
  { folderName, gitRemote, below, defaultBranch, config }: Surroundings,
): Settings {
  // Everybody calls the folder of a clone as he likes, and all are to get the same files.
  const shared = below === undefined ? repositoryNameOf(gitRemote) : undefined;
  const project = labelOf(shared ?? "") ?? labelOf(folderName) ?? detection.applications[0]?.name ?? "app";
  const memory = memoryFor(detection);
  return {
    project,
    imageRepository: imageRepositoryOf(gitRemote) ?? `registry.example.com/${project}`,
    defaultBranch: defaultBranch ?? "main",
    environments: namedEnvironments(config, project).map((one) => profile(one, project, memory)),
  };
}

type Tier = "development" | "staging" | "production";

interface Named {
  readonly name: string;
  readonly tier: Tier;
  readonly namespace: string;
}

function namedEnvironments(config: Config | undefined, project: string): readonly Named[] {
  const configured = new Map<string, EnvironmentConfig>();
  for (const { environments } of Object.values(config?.applications ?? {})) {
    for (const [name, environment] of Object.entries(environments)) {
      if (!configured.has(name)) configured.set(name, environment);
    }
  }
  if (configured.size === 0) {
    return (["development", "staging", "production"] as const).map((tier) => {
      return { name: tier, tier, namespace: `${project}-${tier}` };
    });
  }
  const labels = uniqueLabels([...configured.keys()]);
  return [...configured].map(([name, { production, namespace }], index) => {
    return { name: labels[index] ?? "environment", tier: tierOf(name, production), namespace };
  });
}

function tierOf(name: string, production: boolean): Tier {
  if (production) return "production";
  return /(^|[^a-z])(dev|development|local|preview|sandbox|test)([^a-z]|$)/iu.test(name) ? "development" : "staging";
}

/** Names become parts of paths and of hosts. */
function uniqueLabels(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const label = labelOf(name) ?? "environment";
    let unique = label;
    for (let number = 2; taken.has(unique); number += 1) unique = `${label}-${number}`;
    taken.add(unique);
    return unique;
  });
}

/**
 * Sizes by the environment tables of the operations handbook. Its totals are divided by its instances: one, two, and
 * three to ten; an instance of production is then half as large again as one of the others.
 */
const TIERS = {
  development: { replicas: { min: 1, max: 1 }, factor: 1, storage: 50, logLevel: "debug" },
  staging: { replicas: { min: 2, max: 4 }, factor: 1, storage: 50, logLevel: "info" },
  production: { replicas: { min: 3, max: 10 }, factor: 1.5, storage: 100, logLevel: "info" },
} as const;

const CPU = 100;
/** What may be used for a moment, of what is asked for. */
const BURST = { cpu: 5, memory: 2, storage: 4 };

function profile({ name, tier, namespace }: Named, project: string, memory: number): EnvironmentProfile {
  const { replicas, factor, storage, logLevel } = TIERS[tier];
  return {
    name,
    production: tier === "production",
    namespace,
    replicas,
    cpu: { request: CPU * factor, limit: CPU * factor * BURST.cpu },
    memory: { request: memory * factor, limit: memory * factor * BURST.memory },
    ephemeralStorage: { request: storage, limit: storage * BURST.storage },
    logLevel,
    host: tier === "production" ? `${project}.example.com` : `${project}.${name}.example.com`,
  };
}

/** MiB that a runtime needs before it has done anything; one size is for all, so the hungriest decides. */
const MEMORY: Readonly<Record<RuntimeName, number>> = {
  go: 64,
  rust: 64,
  nginx: 64,
  shell: 64,
  node: 128,
  bun: 128,
  deno: 128,
  python: 128,
  php: 128,
  elixir: 192,
  ruby: 256,
  dotnet: 256,
  java: 512,
};

function memoryFor({ applications }: Detection): number {
  return Math.max(MEMORY.go, ...applications.map(({ runtime }) => MEMORY[runtime.value.name]));
}
