import { digest } from "../../base/hash.ts";
import { READINESS_CHECKS } from "../../core/gates/descriptions/readiness.ts";
import { type Finding, inconclusive } from "../../core/gates/finding.ts";
import type { CheckSpec } from "../../core/graph/graph.ts";
import type { RunState } from "../../core/run/state.ts";
import { workloadsOf } from "../change/serverDiff.ts";
import type { RunPorts } from "../runPorts.ts";
import type { Collector } from "./collector.ts";
import { stopRequested } from "./readiness/stopRequested.ts";
import type { ReadinessCheckId, ReadinessRequest, TryReadiness } from "./readiness/tryReadiness.ts";

/** What is tried by really running the application. */
export const READINESS_COLLECTORS = Object.fromEntries(
  Object.values(READINESS_CHECKS).map(({ id, reads }) => [
    id,
    {
      source: reads,
      collect: (ports, state, spec) => collect(id as ReadinessCheckId, ports, state, spec),
    } satisfies Collector,
  ]),
) as Readonly<Record<ReadinessCheckId, Collector>>;

function collect(id: ReadinessCheckId, ports: RunPorts, state: RunState, { terms }: CheckSpec): Promise<Finding> {
  if (ports.tryReadiness === undefined) {
    return Promise.resolve(inconclusive("NotRun", "Programs of the workspace are not run here."));
  }
  if (terms?.kind !== "readiness") {
    const message = "The plan does not say what is run. Plan the deployment anew.";
    return Promise.resolve(inconclusive("NotSaid", message));
  }
  return joinTrial(ports.tryReadiness, ports, state, terms.readiness, id);
}

/** What is asked of one trial that has not begun. */
interface Joining {
  readonly checks: ReadinessCheckId[];
  readonly found: ReturnType<TryReadiness>;
}

const joining = new WeakMap<RunPorts, Map<string, Joining>>();

/**
 * Checks that are asked for together share one trial: all of them join before it begins. The next evaluation begins
 * after it and tries anew.
 */
async function joinTrial(
  tryReadiness: TryReadiness,
  ports: RunPorts,
  state: RunState,
  readiness: ReadinessRequest["readiness"],
  id: ReadinessCheckId,
): Promise<Finding> {
  const trials = joining.get(ports) ?? new Map<string, Joining>();
  joining.set(ports, trials);
  const key = digest(readiness);
  const trial = trials.get(key) ?? begin(tryReadiness, ports, state, readiness, () => trials.delete(key));
  trials.set(key, trial);
  trial.checks.push(id);
  const finding = (await trial.found).get(id);
  return finding ?? inconclusive("NotRun", "It was not tried.");
}

function begin(
  tryReadiness: TryReadiness,
  { folder }: RunPorts,
  { release }: RunState,
  readiness: ReadinessRequest["readiness"],
  begun: () => void,
): Joining {
  const checks: ReadinessCheckId[] = [];
  const workloads = workloadsOf(release.changes).map(({ name }) => name);
  const run = async (): ReturnType<TryReadiness> => {
    await Promise.resolve();
    begun();
    const stop = stopRequested(folder.inbox);
    try {
      return await tryReadiness({ readiness, checks, workloads, signal: stop.signal });
    } finally {
      stop.dispose();
    }
  };
  return { checks, found: run() };
}
