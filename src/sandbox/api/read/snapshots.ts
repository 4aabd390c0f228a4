import type { KubeObject } from "../../../core/rollout/objects.ts";

/** Lists that are being read page by page, as they were at their first page. The oldest give way. */
export interface Snapshots {
  keep(key: string, items: readonly KubeObject[]): void;
  find(key: string): readonly KubeObject[] | undefined;
  clear(): void;
}

const KEPT = 64;

export function createSnapshots(): Snapshots {
  const kept = new Map<string, readonly KubeObject[]>();
  return {
    keep(key, items) {
      kept.delete(key);
      kept.set(key, items);
      const oldest = kept.keys().next();
      if (kept.size > KEPT && !oldest.done) kept.delete(oldest.value);
    },
    find: (key) => kept.get(key),
    clear: () => kept.clear(),
  };
}
