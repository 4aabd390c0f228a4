import { KubeConfig } from "@kubernetes/client-node/dist/config.js";
import { readFile, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { Fault } from "../../base/result.ts";
import { clusterFault } from "./fault.ts";
import { normalizeKubeconfig } from "./kubeconfigFile.ts";

/** Where kubeconfigs are looked for. `files` wins over `KUBECONFIG`, which wins over `~/.kube/config`. */
export interface KubeconfigSource {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly files?: readonly string[];
}

/** A context as a person picks it; knowing it needs no connection. */
export interface ContextInfo {
  readonly name: string;
  readonly cluster: string;
  readonly namespace?: string;
  readonly current: boolean;
}

/** Kubeconfigs are kilobytes; one of megabytes is something else. */
const LARGEST_BYTES = 4 * 1024 * 1024;

/**
 * Reads and merges kubeconfigs as kubectl does: files that do not exist are passed over, and the first file that
 * names a thing wins. Rejects with `KubeconfigInvalid` where there is none at all or one is malformed.
 */
export async function loadKubeconfig(source: KubeconfigSource): Promise<KubeConfig> {
  const files = kubeconfigFiles(source);
  const texts = await Promise.all(files.map(readIfThere));
  const found = files.flatMap((file, index) => {
    const text = texts[index];
    return text === undefined ? [] : [parseKubeconfig(file, text)];
  });
  if (found.length > 0) return merge(found);
  throw clusterFault(
    "KubeconfigInvalid",
    `No kubeconfig was found at ${files.join(", ")}. Create one, or set KUBECONFIG to its place.`,
    { facts: { missing: true } },
  );
}

/** The contexts of a kubeconfig in file order. */
export function listContexts(config: KubeConfig): ContextInfo[] {
  return config.getContexts().map(({ name, cluster, namespace }) => ({
    name,
    cluster,
    ...(namespace !== undefined && { namespace }),
    current: name === config.getCurrentContext(),
  }));
}

export function kubeconfigFiles(source: KubeconfigSource): readonly string[] {
  if (source.files !== undefined && source.files.length > 0) return source.files;
  const listed = (source.env["KUBECONFIG"] ?? "").split(delimiter).filter((file) => file !== "");
  return listed.length > 0 ? listed : [join(source.env["HOME"] ?? homedir(), ".kube", "config")];
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    if ((await stat(file)).size > LARGEST_BYTES) {
      throw clusterFault(
        "KubeconfigInvalid",
        `The kubeconfig ${file} is larger than 4 MB. Check that it is the right file.`,
      );
    }
    return await readFile(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (error instanceof Fault) throw error;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw clusterFault(
      "KubeconfigInvalid",
      `The kubeconfig ${file} cannot be read (${String(code)}). Check its permissions.`,
    );
  }
}

function parseKubeconfig(file: string, text: string): KubeConfig {
  const config = new KubeConfig();
  // Entries it cannot use are left out, so that one broken cluster does not take the others along.
  config.loadFromString(JSON.stringify(normalizeKubeconfig(file, text)), { onInvalidEntry: "filter" });
  config.makePathsAbsolute(dirname(file));
  return config;
}

/** The library's own merge throws on a name that comes twice and lets the last current context win; kubectl does not. */
function merge(configs: readonly KubeConfig[]): KubeConfig {
  const merged = new KubeConfig();
  merged.loadFromOptions({
    clusters: firstOfEachName(configs.flatMap((config) => config.getClusters())),
    users: firstOfEachName(configs.flatMap((config) => config.getUsers())),
    contexts: firstOfEachName(configs.flatMap((config) => config.getContexts())),
    currentContext: configs.map((config) => config.getCurrentContext()).find((name) => name),
  });
  return merged;
}

function firstOfEachName<T extends { readonly name: string }>(items: readonly T[]): T[] {
  const names = new Map<string, T>();
  for (const item of items) if (!names.has(item.name)) names.set(item.name, item);
  return [...names.values()];
}
