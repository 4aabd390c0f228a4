import { isComposeFile } from "../../core/read/composeFile.ts";

/** The kinds of files that a deployment is made of, as far as rules know them. */
export type FileKind = "dockerfile" | "compose" | "manifest" | "workflow" | "gitlab-ci" | "terraform";

/** Documents about Dockerfiles, and what becomes one only when it is filled in. */
const NO_DOCKERFILE =
  /\.(?:md|txt|rst|adoc|html?|json|ya?ml|toml|lock|snap|orig|bak|in|j2|jinja2?|tmpl|tpl|template|erb|ejs|hbs|mustache|gotmpl|m4)$/iu;
/** `Dockerfile.go` may be for a program in Go, and `dockerfile.go` be one. */
const OF_LANGUAGE = /\.(?:go|[cm]?[jt]sx?|py|rb|rs|java|kt|cs|php|sh)$/iu;
const BASE_IMAGE = /^FROM\s+\S/mu;
const DOCKERFILE =
  /(?:^|\/)(?:(?:Docker|Container)file(?:\.(?!(?:[\w.-]+\.)?dockerignore$)[\w.-]+)?|[\w.-]+\.(?:docker|container)file)$/iu;
const WORKFLOW = /(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/iu;
const GITLAB = /(?:^|\/)\.gitlab-ci\.ya?ml$/iu;
const YAML = /\.(?:ya?ml|json)$/iu;
/** Parts of a chart are no YAML before they are rendered. */
const CHART_TEMPLATE = /(?:^|\/)templates\//u;
const OBJECT = /^[ \t]*["']?apiVersion["']?\s*:|[{,]\s*"apiVersion"\s*:/mu;
const KIND = /^[ \t]*["']?kind["']?\s*:|[{,]\s*"kind"\s*:/mu;

/** What a file is by its path, and where that does not tell, by its text; undefined where it is nothing of these. */
export function fileKind(path: string, text: string): FileKind | undefined {
  if (DOCKERFILE.test(path) && !NO_DOCKERFILE.test(path)) {
    return OF_LANGUAGE.test(path) && !BASE_IMAGE.test(text) ? undefined : "dockerfile";
  }
  if (isComposeFile(path)) return "compose";
  if (WORKFLOW.test(path)) return "workflow";
  if (GITLAB.test(path)) return "gitlab-ci";
  if (path.endsWith(".tf")) return "terraform";
  const manifest = YAML.test(path) && !CHART_TEMPLATE.test(path) && OBJECT.test(text) && KIND.test(text);
  return manifest ? "manifest" : undefined;
}

/** Whether a path may be one of these kinds, before its text is read. */
export function mayBeChecked(path: string): boolean {
  return fileKind(path, "FROM any\napiVersion: v1\nkind: Any\n") !== undefined;
}
