/** Where a person looks: the only thing the webview keeps for itself. */
export interface Looking {
  /** Absent until the person or the first fit has set it. */
  readonly view?: View;
  readonly selected?: string;
  readonly collapsed: readonly string[];
  readonly search: string;
  readonly follow: boolean;
  readonly outline: boolean;
}

/** A window onto the picture: its top left in the picture's units, and pixels a unit. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export const FRESH: Looking = { collapsed: [], search: "", follow: false, outline: false };

/** How many graphs a panel remembers the place in; a run's graph changes seldom. */
const REMEMBERED = 8;
const VERSION = 1;

/** What is kept across reloads. */
export interface Kept {
  readonly version: typeof VERSION;
  /** What the page says that it shows: the host needs it to open this panel again. Never read here. */
  readonly shown?: string;
  /** By graph, the one looked at last at the end. */
  readonly graphs: readonly (readonly [graphId: string, looking: Looking])[];
}

/** What was kept, or nothing where it is of another shape: a place to look is not worth a failure. */
export function keptFrom(stored: unknown, shown: string | undefined): Kept {
  const empty: Kept = { version: VERSION, graphs: [], ...(shown === undefined ? {} : { shown }) };
  if (!isRecord(stored) || stored["version"] !== VERSION || !Array.isArray(stored["graphs"])) return empty;
  const graphs = stored["graphs"].filter(isEntry).map(([id, looking]) => [id, { ...FRESH, ...looking }] as const);
  return { ...empty, graphs };
}

export function lookingAt(kept: Kept, graphId: string): Looking {
  return kept.graphs.find(([id]) => id === graphId)?.[1] ?? FRESH;
}

export function withLooking(kept: Kept, graphId: string, looking: Looking): Kept {
  const others = kept.graphs.filter(([id]) => id !== graphId).slice(1 - REMEMBERED);
  return { ...kept, graphs: [...others, [graphId, looking]] };
}

function isEntry(entry: unknown): entry is [string, Partial<Looking>] {
  if (!Array.isArray(entry) || typeof entry[0] !== "string" || !isRecord(entry[1])) return false;
  const { view, selected, collapsed, search, follow, outline } = entry[1];
  return (
    (view === undefined || isView(view)) &&
    (selected === undefined || typeof selected === "string") &&
    Array.isArray(collapsed) &&
    collapsed.every((id) => typeof id === "string") &&
    typeof search === "string" &&
    typeof follow === "boolean" &&
    typeof outline === "boolean"
  );
}

function isView(value: unknown): boolean {
  return isRecord(value) && [value["x"], value["y"], value["scale"]].every((part) => Number.isFinite(part));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
