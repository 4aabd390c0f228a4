/** Buckets that a run's long lists are spread over: what is added copies one short bucket, not all that came before. */
export const BUCKETS = 256;

/** Where a text belongs. FNV-1a, which spreads ids that differ in few characters. */
export function bucketOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  return (hash ^ (hash >>> 16)) & (BUCKETS - 1);
}
