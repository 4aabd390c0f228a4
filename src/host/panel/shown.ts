import type { RunKey } from "../runs/runView.ts";

/** What a panel shows. It survives a reload as text in the webview's state, so it is read with care. */
export type Shown =
  | ({ readonly type: "run" } & RunKey)
  /** The default decision path. */
  | { readonly type: "path" };

/** Tells apart what panels show: two of one id are one panel. */
export function shownId(shown: Shown): string {
  switch (shown.type) {
    case "run":
      return `run ${shown.file}#${shown.run}`;
    case "path":
      return "path";
  }
}

/** What a restored webview says it showed; undefined where it says nothing of this kind. */
export function shownIn(state: unknown): Shown | undefined {
  const text = membersOf(state)?.["shown"];
  if (typeof text !== "string") return undefined;
  const { type, file, run } = membersOf(parsed(text)) ?? {};
  if (type === "path") return { type };
  return type === "run" && typeof file === "string" && typeof run === "string" ? { type, file, run } : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function membersOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
}
