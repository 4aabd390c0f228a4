import { repositoryOf, versionLabel, versionOf } from "../../../core/rollout/image.ts";

/** A version seen somewhere: an image, where it was seen, and since when. Times are milliseconds since the epoch. */
export interface Sighting {
  readonly image: string;
  /** `staging`, `production`; undefined for the history of the environment that is deployed to. */
  readonly environment: string | undefined;
  /** Runs in the environment that is deployed to, now. */
  readonly current: boolean;
  readonly at: number | undefined;
}

/** A version as it is offered. */
export interface OfferedVersion {
  /** Tag, or digest with its algorithm. */
  readonly version: string;
  readonly label: string;
  readonly current: boolean;
  /** Other environments that run it. */
  readonly runsIn: readonly string[];
  /** Newest sighting. */
  readonly at: number | undefined;
}

/**
 * The versions worth offering: those of the same repositories that run in another environment or were run here
 * before, newest first, with the current one last, as it would change nothing.
 */
export function offeredVersions(sightings: readonly Sighting[], images: readonly string[]): readonly OfferedVersion[] {
  const repositories = new Set(images.map(repositoryOf));
  const related = sightings.filter(({ image }) => repositories.has(repositoryOf(image)));
  const byVersion = Map.groupBy(related, ({ image }) => versionOf(image));
  const offered = [...byVersion].map(([version, seen]) => offer(version, seen));
  return offered.toSorted((a, b) => Number(a.current) - Number(b.current) || (b.at ?? 0) - (a.at ?? 0));
}

function offer(version: string, seen: readonly Sighting[]): OfferedVersion {
  const times = seen.flatMap(({ at }) => at ?? []);
  const environments = seen.flatMap(({ environment, current }) => (current ? [] : (environment ?? [])));
  return {
    version,
    label: versionLabel(seen[0]?.image ?? version),
    current: seen.some(({ current }) => current),
    runsIn: [...new Set(environments)],
    at: times.length === 0 ? undefined : Math.max(...times),
  };
}
