/** Files of snippets, and the languages they are offered in. YAML's are told apart by their prefixes. */
export const SNIPPETS: Readonly<Record<string, readonly string[]>> = {
  dockerfile: ["dockerfile"],
  compose: ["yaml", "dockercompose"],
  kubernetes: ["yaml"],
  "github-actions": ["yaml", "github-actions-workflow"],
  "gitlab-ci": ["yaml"],
  terraform: ["terraform"],
  tidegate: ["yaml"],
};
