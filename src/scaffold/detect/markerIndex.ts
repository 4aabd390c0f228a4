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
  const exact = new Map<string, Detector[]>();
  const patterns: { readonly ending: string; readonly detector: Detector }[] = [];
  for (const detector of detectors) {
    for (const marker of detector.markers) {
      if (marker.startsWith("*")) patterns.push({ ending: marker.slice(1), detector });
      else exact.set(marker, [...(exact.get(marker) ?? []), detector]);
    }
  }
  const found = new Map<string, Mark[]>();
  for (const path of paths) {
    const cut = path.lastIndexOf("/");
    const name = path.slice(cut + 1);
    const byEnding = patterns.filter(({ ending }) => name.length > ending.length && name.endsWith(ending));
    const marks = [...(exact.get(name) ?? []), ...byEnding.map(({ detector }) => detector)];
    if (marks.length === 0 || isOthers(path)) continue;
    const folder = cut === -1 ? "." : path.slice(0, cut);
    const known = found.get(folder) ?? [];
    known.push(...marks.map((detector) => ({ detector, path })));
    found.set(folder, known);
  }
  return found;
}
