import type { JSX } from "preact";

/** One of VS Code's icons. What it means stands beside it in words. */
export function Icon({ name, tone }: { readonly name: string; readonly tone?: string }): JSX.Element {
  return <span class={`codicon codicon-${name}${tone === undefined ? "" : ` tone-${tone}`}`} aria-hidden="true" />;
}
