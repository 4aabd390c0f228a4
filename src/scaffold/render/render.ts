import type { GeneratedBlock } from "../generate/generated.ts";

/** A template put through its facts. */
export interface Rendered {
  readonly text: string;
  readonly blocks: readonly GeneratedBlock[];
}

/** How what stands in `{= … =}` is made safe for the file it stands in. */
export type Escape = "yaml" | "dockerfile" | "json" | "plain";

/**
 * Puts plain values through a template by its name, such as `kubernetes/deployment.yaml`. Throws a `Fault` with reason
 * `BadTemplate` where the template is missing, is broken, or names a value that is not there.
 */
export type Render = (template: string, escape: Escape, values: Readonly<Record<string, unknown>>) => Rendered;
