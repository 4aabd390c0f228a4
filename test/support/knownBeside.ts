import { join } from "node:path";
import { knownRunsIn } from "../../src/adapters/storage/knownRuns.ts";
import type { KnownRuns } from "../../src/core/ports/knownRuns.ts";

/** The runs started in a test's own workspace, noted within it: nothing is left in the state folder of the person. */
export function knownBeside(workspace: string): KnownRuns {
  return knownRunsIn(join(workspace, ".tidegate", "known"));
}
