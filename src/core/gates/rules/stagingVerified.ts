import { imagePin } from "../../rollout/image.ts";
import type { Release } from "../../run/release.ts";
import type { RunState } from "../../run/state.ts";
import { list, span } from "../../run/words.ts";
import type { StagingTerms } from "../terms.ts";
import { type Finding, failed, inconclusive, passed } from "../finding.ts";

export interface StagingFacts {
  readonly release: Pick<Release, "application" | "changes">;
  /** Runs of this workspace that are known to be this user's. */
  readonly runs: readonly RunState[];
  /** What the registry's tags stand for now, as far as it was asked. */
  readonly digestsNow: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

type Ended = RunState & { readonly ended: NonNullable<RunState["ended"]> };

/** Whether the same images proved themselves in another environment. Source: release-gatekeeper.md:70. */
export function judgeStaging({ environment, maxAge }: StagingTerms, facts: StagingFacts): Finding {
  const images = imagesOf(facts.release);
  if (images.length === 0)
    return inconclusive("NothingReleased", "The run releases no image, so there is nothing to have been verified.");
  const run = lastRunOf(facts, environment);
  const named = list(images);
  if (run === undefined) {
    const message = `No run of this workspace has brought ${named} to ${environment} and ended. Deploy it there first.`;
    return inconclusive("NotVerified", message);
  }
  const { outcome, at } = run.ended;
  if (outcome !== "completed" || !images.every((image) => isVerified(run, image))) {
    return failed(
      "NotProved",
      `Run ${run.run} brought ${named} to ${environment} and ended ${outcome}: ${run.ended.message}`,
    );
  }
  const age = facts.now - at;
  if (!(age <= maxAge * 1000)) {
    const message = `Run ${run.run} verified ${named} in ${environment} ${span(age)} ago; ${span(maxAge * 1000)} are allowed.`;
    return inconclusive("Stale", `${message} Deploy it there again.`);
  }
  const doubt = tagDoubt(run, images, facts.digestsNow);
  if (doubt !== undefined) return doubt;
  const measure = { value: Math.max(0, Math.ceil(age / 1000)), bound: maxAge, good: "at-most", unit: "s" } as const;
  const message = `Run ${run.run} verified ${named} in ${environment} ${span(age)} ago. ${since(facts, run, images)}`;
  return { ...passed("Verified", message, { run: run.run, environment }), measure };
}

/** The last run that brought these images to an environment. */
export function lastRunOf(
  { release, runs }: Pick<StagingFacts, "release" | "runs">,
  environment: string,
): Ended | undefined {
  const images = imagesOf(release);
  return endedIn(release, runs, environment).find((run) => images.every((image) => brought(run, image)));
}

/** What a run's registry named an image by; undefined where the run did not ask. */
export function recordedDigest({ evidence }: RunState, image: string): string | undefined {
  const found = evidence.findLast((one) => one.evidence.check === "images-present");
  const digest = found?.evidence.facts?.[image];
  return typeof digest === "string" ? digest : undefined;
}

function imagesOf({ changes }: Pick<Release, "changes">): readonly string[] {
  return [...new Set(changes.map((change) => change.to))];
}

/** Newest first. */
function endedIn(release: StagingFacts["release"], runs: readonly RunState[], environment: string): readonly Ended[] {
  return runs
    .filter((run): run is Ended => run.ended !== undefined)
    .filter((run) => run.release.application === release.application && run.release.environment === environment)
    .toSorted((a, b) => b.ended.at - a.ended.at);
}

function brought(run: RunState, image: string): boolean {
  return (
    run.intents.length > 0 && (run.release.changes.some((change) => change.to === image) || isVerified(run, image))
  );
}

function isVerified({ verified }: RunState, image: string): boolean {
  return verified.some(({ revision }) => Object.values(revision.images).includes(image));
}

/** A tag may have been given to another image since: it is the same only where nothing speaks against it. */
function tagDoubt(run: Ended, images: readonly string[], digestsNow: StagingFacts["digestsNow"]): Finding | undefined {
  for (const image of images) {
    const then = recordedDigest(run, image);
    const now = digestsNow[image];
    if (then !== undefined && now !== undefined && then !== now) {
      const message = `${image} stands for another image than when run ${run.run} verified it: the tag was moved.`;
      return inconclusive("TagMoved", `${message} Verify what it stands for now, or release the digest.`);
    }
    const same = then !== undefined && then === now;
    const pin = imagePin(image);
    if (!same && pin !== "digest" && pin !== "tag") {
      const message = `${image} is named by a tag that moves, so nobody knows whether it is what run ${run.run} verified.`;
      return inconclusive("TagMoves", `${message} Release a version or a digest.`);
    }
  }
  return undefined;
}

/** Whether that environment still runs it, as far as the runs of this workspace tell. */
function since({ release, runs }: StagingFacts, verified: Ended, images: readonly string[]): string {
  const { environment } = verified.release;
  const later = runs.find(
    (run) =>
      run !== verified &&
      run.release.application === release.application &&
      run.release.environment === environment &&
      run.intents.some((intent) => intent.status !== "failed") &&
      run.lastEventAt > verified.ended.at &&
      !images.every((image) => isVerified(run, image)),
  );
  if (later !== undefined) return `Run ${later.run} has changed ${environment} since.`;
  return `It still runs there, as far as the runs of this workspace tell.`;
}
