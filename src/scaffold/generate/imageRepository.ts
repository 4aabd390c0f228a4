/** Where images of a repository go, by its host: the registry that belongs to it. */
const REGISTRIES: Readonly<Record<string, string>> = { "github.com": "ghcr.io", "gitlab.com": "registry.gitlab.com" };

/** `https://host/path` and `ssh://git@host:22/path`; who signs in and by which port is left out. */
const ADDRESS = /^(?:https?|ssh|git):\/\/(?:[^@/]*@)?([^/:@]+)(?::\d+)?\/(.+)$/u;
/** `git@host:path`. */
const SHORT = /^(?:[^@/:]+@)?([^/:@]+):(?!\/)(.+)$/u;

/** The repository's own name in the address of a git remote, such as `shop`; undefined where it is a path of a disk. */
export function repositoryNameOf(remote: string | undefined): string | undefined {
  return partsOf(remote).names.at(-1);
}

/**
 * The registry and repository that belong to the address of a git remote on GitHub or GitLab; undefined for any other.
 * What is secret in the address is not taken over.
 */
export function imageRepositoryOf(remote: string | undefined): string | undefined {
  const { host, names } = partsOf(remote);
  const registry = Object.hasOwn(REGISTRIES, host) ? REGISTRIES[host] : undefined;
  // Names of images have lower-case letters and digits, and are parted by single dots, one or two underscores, or dashes.
  const good = names.length > 1 && names.every((name) => /^[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*$/u.test(name));
  return registry !== undefined && good ? `${registry}/${names.join("/")}` : undefined;
}

/** Host and path of an address, in lower case; no names where it is none. */
function partsOf(remote: string | undefined): { readonly host: string; readonly names: readonly string[] } {
  const [, host = "", path = ""] = ADDRESS.exec(remote ?? "") ?? SHORT.exec(remote ?? "") ?? [];
  const named = path
    .toLowerCase()
    .replace(/\/+$/u, "")
    .replace(/\.git$/u, "");
  return { host: host.toLowerCase(), names: named === "" ? [] : named.split("/") };
}
