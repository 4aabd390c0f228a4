import { environmentLine } from "../../../../core/run/environmentLine.ts";
import { isActive, type RunView } from "../../../runs/runView.ts";
import type { ActiveRun } from "./input.ts";
import type { EnvironmentKey } from "./target.ts";

/**
 * The run that is under way in an environment, if any: runs stand newest first, and an older one may have been left
 * behind. One that releases nothing leaves the environment as it is, and its row as well.
 */
export function activeRun(runs: readonly RunView[], key: EnvironmentKey): ActiveRun | undefined {
  const run = runs.find((one) => isActive(one) && isIn(one, key) && one.state.release.changes.length > 0);
  if (run === undefined) return undefined;
  const { state } = run;
  const waiting = state.approval !== undefined ? "approval" : state.question !== undefined ? "decision" : undefined;
  const workloads = state.release.changes.map(({ workload }) => workload.name);
  return { run: state.run, line: environmentLine(state), waiting, workloads };
}

/** Template hashes that runs in this environment found good. */
export function verifiedTemplates(runs: readonly RunView[], key: EnvironmentKey): ReadonlySet<string> {
  const verified = runs.filter((run) => isIn(run, key)).flatMap(({ state }) => state.verified);
  return new Set(verified.map(({ revision }) => revision.templateHash));
}

function isIn({ file, state }: RunView, { file: own, application, environment }: EnvironmentKey): boolean {
  return file === own && state.release.application === application && state.release.environment === environment;
}
