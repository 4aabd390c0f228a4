/**
 * What a container does is chosen by the tag of its image: a tag that is one of these words, or ends in a hyphen and
 * the word (`shop/web:1.9.1-crash`). Any other tag runs, becomes ready at once and stays so. The embedded cluster
 * follows the same list.
 *
 * - `crash`: exits with code 1 at every start; CrashLoopBackOff with a growing restart count.
 * - `missing`: the registry does not know the image; ErrImagePull ("not found"), then ImagePullBackOff, in turns.
 * - `never`: runs and never becomes ready.
 * - `slow`: runs at once, becomes ready after `SLOW_MS`.
 * - `config`: a ConfigMap it names does not exist; CreateContainerConfigError.
 * - `flaky`: becomes ready at once and starts to crash `FLAKY_MS` later, when it has long been available.
 *
 * A Job's pod succeeds, or fails where the tag says `crash` and the pod is never restarted.
 */
export const FAULTS = ["crash", "missing", "never", "slow", "config", "flaky"] as const;

export type Fault = (typeof FAULTS)[number];

/** How long a `slow` container takes to become ready. */
export const SLOW_MS = 3_000;

/** How long a `flaky` container stays ready. */
export const FLAKY_MS = 6_000;

/** A regular expression, for jq and for Go alike, that finds an image with one of these faults. */
export function imagePattern(faults: readonly Fault[]): string {
  return `[:-](${faults.join("|")})$`;
}
