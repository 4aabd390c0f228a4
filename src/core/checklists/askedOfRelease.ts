import type { CheckId } from "../gates/registry.ts";

/** What can be asked only of a version that is about to be deployed. */
const OF_RELEASE: ReadonlySet<string> = new Set<CheckId>([
  "staging-verified",
  "images-present",
  "previous-images-present",
  "way-back-verified",
  "rehearsed",
  "image-small",
  "rollback-time",
  "diff-reviewed",
  "workloads-ready",
  "may-patch",
  "image-changes",
  "environment-free",
]);

/** Whether a check needs a release, so that it cannot be answered beforehand. */
export function isAskedOfRelease(id: string): boolean {
  return OF_RELEASE.has(id);
}
