import { expect, onTestFinished } from "vitest";
import { ManualClock } from "../../../src/base/clock.ts";
import { githubAt } from "../../../src/adapters/github/github.ts";
import type { AskParts } from "../../../src/adapters/github/ask.ts";
import type { Github } from "../../../src/core/ports/github.ts";
import type { Kind } from "./description.ts";
import { type GithubDouble, startGithubDouble } from "./githubDouble.ts";
import { emptyWorld, type World } from "./world.ts";

/** A double until the test ends; what GitHub's description had against it fails the test then. */
export async function githubDouble(kind: Kind = "cloud", world: World = emptyWorld()): Promise<GithubDouble> {
  const double = await startGithubDouble(kind, world);
  onTestFinished(() => {
    double.close();
    expect(double.complaints).toEqual([]);
  });
  return double;
}

/** The adapter on a double, signed in as Ann unless another token is given. */
export function githubOn(double: GithubDouble, parts: Partial<AskParts> = {}): Github {
  return githubAt({
    place: double.place,
    token: async () => "token-of-ann",
    clock: new ManualClock(),
    timeoutMs: 10_000,
    ...parts,
  });
}
