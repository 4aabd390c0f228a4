import { lastStep, parentOf } from "../../base/treePath.ts";
import type { Detector } from "./detector.ts";

/** Folders that hold what others wrote or what was built: what lies in them marks nothing. */
const NOT_OURS =
  /(?:^|\/)(?:node_modules|bower_components|jspm_packages|vendor|third_party|\.git|\.yarn\/cache|\.yarn\/unplugged|\.pnpm-store|\.venv|venv|site-packages|__pycache__|\.tox|Pods|deps|_build|\.terraform|\.next|\.nuxt|\.output|\.svelte-kit|\.gradle|\.dart_tool)\//u;

/** The marks of one detector that lie in a folder. */
export interface Mark {
  readonly detector: Detector;
  /** From the root of the tree. */
  readonly path: string;
}

/** Whether a path lies in a folder that others wrote or that was built. */
export function isOthers(path: string): boolean {
  return NOT_OURS.test(path);
}

/** The detectors of marks, each once, in their table's order: with `fallback`, only those of last resort, else the others. */
export function detectorsOf(
  marks: readonly Mark[],
  table: readonly Detector[],
  fallback: boolean,
): readonly Detector[] {
  const marked = new Set(marks.map(({ detector }) => detector));
  return table.filter((one) => marked.has(one) && (one.fallback === true) === fallback);
}

/** Which folders carry the marks of which detectors, by folder, in one pass over the paths. */
export function markerIndex(
  paths: readonly string[],
  detectors: readonly Detector[],
): ReadonlyMap<string, readonly Mark[]> {
  const detectorsFor = byName(detectors);
  const found = new Map<string, Mark[]>();
  for (const path of paths) {
    const marks = detectorsFor(lastStep(path));
    if (marks.length === 0 || isOthers(path)) continue;
    for (const detector of marks) {
      const folder = detector.folderOf?.(path) ?? parentOf(path);
      const known = found.get(folder) ?? [];
      known.push({ detector, path });
      found.set(folder, known);
    }
  }
  return found;
}

const NONE: readonly Detector[] = [];

/** Which detectors a file's name is a mark of. Asked for every file of a tree, and nearly always for nothing. */
function byName(detectors: readonly Detector[]): (name: string) => readonly Detector[] {
  const exact = new Map<string, readonly Detector[]>();
  const endings = new Map<string, readonly Detector[]>();
  for (const detector of detectors) {
    for (const marker of detector.markers) {
      const [table, key] = marker.startsWith("*") ? [endings, marker.slice(1)] : [exact, marker];
      table.set(key, [...(table.get(key) ?? []), detector]);
    }
  }
  return (name) => {
    const whole = exact.get(name);
    const dot = name.lastIndexOf(".");
    const ending = dot > 0 ? endings.get(name.slice(dot)) : undefined;
    if (whole === undefined || ending === undefined) return whole ?? ending ?? NONE;
    return [...whole, ...ending];
  };
}
