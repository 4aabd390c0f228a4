import { isGithubFile } from "./github.ts";
import { isGitlabFile } from "./gitlab.ts";

/** How a file is read, by its path. */
export type FileSort = "pipeline" | "yaml" | "json" | "terraform" | "variables" | "prose" | "text";

/** Folders with what others wrote, what was built, and examples that are meant to be wrong. */
const PASSED_OVER =
  /(?:^|\/)(?:node_modules|vendor|\.git|\.terraform|\.tidegate|testdata|fixtures|__fixtures__|__snapshots__|dist|\.venv)\//u;
const GENERATED = /(?:^|\/)(?:package-lock\.json|pnpm-lock\.yaml|tsconfig[^/]*\.json)$/u;
const TEXTS =
  /(?:\.(?:rego|properties|ini|conf|toml|alloy|pem|key|p8|river)|(?:^|\/)(?:\.env[^/]*|[^/]*\.env|\.npmrc|\.netrc|id_(?:rsa|ed25519|ecdsa)|renovate\.json5?|[^/]*Dockerfile[^/]*|Containerfile))$/u;

/** How a file is read; undefined where no rule asks about such a file. */
export function sortOf(path: string): FileSort | undefined {
  if (PASSED_OVER.test(path) || GENERATED.test(path)) return undefined;
  if (isGithubFile(path) || isGitlabFile(path)) return "pipeline";
  if (/\.ya?ml$/u.test(path)) return "yaml";
  if (path.endsWith(".tfvars")) return "variables";
  if (/\.tf(?:\.json)?$/u.test(path)) return "terraform";
  if (/\.(?:md|markdown)$/iu.test(path)) return "prose";
  if (TEXTS.test(path)) return "text";
  return path.endsWith(".json") ? "json" : undefined;
}

/** Whether a rule may ask about a file by its name. */
export function isConsidered(path: string): boolean {
  return !PASSED_OVER.test(path);
}
