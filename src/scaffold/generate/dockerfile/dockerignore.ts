import { lastStep } from "../../../base/treePath.ts";

/** What no build needs: secrets first, then what is made on a person's machine. */
const NEVER = [
  ".git",
  "**/.env",
  "**/.env.*",
  "**/.npmrc",
  "**/*.key",
  "**/*.pem",
  "**/*.p12",
  "**/*.pfx",
  "**/id_rsa*",
  "**/id_ed25519*",
  "**/.aws",
  "**/.kube",
  "**/.ssh",
  "**/kubeconfig*",
  "**/*.tfstate*",
] as const;

const NOT_FOR_BUILDS = [
  ".github",
  ".gitlab-ci.yml",
  ".tidegate",
  ".idea",
  ".vscode",
  "**/.DS_Store",
  "**/*.log",
  "**/Dockerfile*",
  "**/.dockerignore",
  "**/compose*.yaml",
  "**/compose*.yml",
  "**/docker-compose*.yml",
  "charts",
  "k8s",
] as const;

/** The lines of a .dockerignore. */
export interface Ignored {
  readonly secrets: readonly string[];
  readonly others: readonly string[];
  /** What alone is sent; undefined: everything that is not named. */
  readonly needed?: readonly string[];
}

/**
 * What stays out of a build: secrets, what belongs to a person's machine, and leftovers of other builds. `read` are
 * files that the build reads all the same, such as an `.npmrc` that belongs to the workspace; `published` are paths of
 * files that look like secrets and are in the pages that are built.
 */
export function ignoredOf(
  leftovers: readonly string[],
  needed: readonly string[] | undefined,
  served: readonly string[],
  read: readonly string[],
  published: readonly string[],
): Ignored {
  const asked = new Set(read.map(lastStep));
  return {
    secrets: [
      ...NEVER.filter((pattern) => !asked.has(pattern.replace("**/", ""))),
      ...published.map((path) => `!${exactly(path)}`),
    ],
    others: [...NOT_FOR_BUILDS, ...leftovers.map(anchored)].filter(
      (pattern) => !served.some((path) => pattern === path || pattern === `**/${path}`),
    ),
    ...(needed && { needed: [...new Set(needed.map(exactly))].toSorted() }),
  };
}

/** A leftover by its name wherever it is, or by its path where it begins with a slash. */
function anchored(leftover: string): string {
  return leftover.startsWith("/") ? exactly(leftover.slice(1)) : `**/${exactly(leftover)}`;
}

/** Names with marks of patterns; `*` of our own leftovers stays one. A line is trimmed, so blanks at its ends are `?`. */
function exactly(name: string): string {
  return name.replaceAll(/[?[\\]/gu, String.raw`\$&`).replace(/^\s|\s$/u, "?");
}
