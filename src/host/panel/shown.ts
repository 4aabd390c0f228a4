import type { RunKey } from "../runs/runView.ts";

/** What a panel shows. It survives a reload as text in the webview's state, so it is read with care. */
export type Shown =
  | ({ readonly type: "run" } & RunKey)
  /** One graph of a document, by its place among the document's graphs. */
  | { readonly type: "document"; readonly uri: string; readonly index: number }
  /** The default decision path. */
  | { readonly type: "path" };

/** Tells apart what panels show: two of one id are one panel. */
export function shownId(shown: Shown): string {
  switch (shown.type) {
    case "run":
      return `run ${shown.file}#${shown.run}`;
    case "document":
      return `document ${shown.index} ${shown.uri}`;
    case "path":
      return "path";
  }
}

/** What a restored webview says it showed; undefined where it says nothing of this kind. */
export function shownIn(state: unknown): Shown | undefined {
  const text = membersOf(state)?.["shown"];
  if (typeof text !== "string") return undefined;
  const { type, file, run, uri, index } = membersOf(parsed(text)) ?? {};
  if (type === "path") return { type };
  if (type === "run" && typeof file === "string" && typeof run === "string") return { type, file, run };
  const whole = typeof index === "number" && Number.isSafeInteger(index) && index >= 0;
  return type === "document" && typeof uri === "string" && whole ? { type, uri, index } : undefined;
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
