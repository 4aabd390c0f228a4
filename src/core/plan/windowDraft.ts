import { attestableCheck, checkSpec } from "../gates/registry.ts";
import type { ApprovalPolicy } from "../graph/graph.ts";
import { WINDOW_CHECK } from "../run/windowHeld.ts";
import type { DeploymentWindows } from "../windows/windows.ts";
import type { Draft } from "./draft.ts";
import { DEFAULT_EXPIRY_SECONDS } from "./policy.ts";

/** Id of the node at which a run waits for its window. */
export const WINDOW = "window";

/**
 * Where a run waits until its window opens. It stands before everything else, so that what is measured and answered is
 * fresh when it does. A word that overrides it counts as long as an approval may wait.
 */
export function windowDraft(windows: DeploymentWindows, policy: ApprovalPolicy | undefined, onward: string): Draft {
  const terms = { kind: "windows" as const, windows };
  const seconds = policy?.expiresAfterSeconds ?? DEFAULT_EXPIRY_SECONDS;
  const spec = windows.overriders.length === 0 ? checkSpec(WINDOW_CHECK) : attestableCheck(WINDOW_CHECK, seconds);
  return {
    node: {
      kind: "check",
      id: WINDOW,
      label: "Window open?",
      why: "Changes begin only when people are there to mend them; the run waits until then.",
      gate: true,
      waits: true,
      checks: [{ ...spec, terms }],
    },
    ways: { pass: onward },
    group: "Before",
  };
}
