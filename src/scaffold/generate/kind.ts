/** What can be written, in the order it is offered. */
export const KINDS = ["dockerfile", "compose", "kubernetes", "helm", "github-actions", "gitlab-ci"] as const;

/** One kind of files: a folder of templates, and what `scaffold --kind` takes. */
export type Kind = (typeof KINDS)[number];
