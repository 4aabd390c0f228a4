import { Sequencer } from "../base/async.ts";
import type { Clock } from "../base/clock.ts";
import { digest } from "../base/hash.ts";
import { messageOf, reasonOf } from "../base/result.ts";
import type { EnvironmentHolder } from "../core/gates/rules/environmentFree.ts";
import type { Cluster } from "../core/rollout/cluster.ts";
import { KINDS } from "../core/rollout/kinds.ts";
import type { RunState } from "../core/run/state.ts";
import { highestFence } from "./change/fence.ts";
import type { EnvironmentLock } from "./environmentLock.ts";

/** A lease as the cluster's adapter gives it. */
export interface HeldLease {
  readonly fence: number;
  readonly contested: boolean;
  confirm(): Promise<boolean>;
  release(): Promise<void>;
}

/** What locking an environment in its cluster needs. */
export interface LeaseLockParts {
  readonly cluster: Cluster;
  readonly state: RunState;
  readonly clock: Clock;
  readonly openLease: (cluster: Cluster, terms: LeaseTerms) => Promise<HeldLease>;
  readonly log: (sentence: string) => void;
}

interface LeaseTerms {
  readonly namespace: string;
  readonly name: string;
  readonly holder: string;
  readonly clock: Clock;
  readonly above: number;
}

/**
 * Locks an environment by a Lease in its namespace, so that two people's machines do not roll it at once. Where this
 * person may not write Leases, only the runs of this workspace are kept apart, when they are asked for.
 */
export function leaseLock(parts: LeaseLockParts): EnvironmentLock {
  let lease: HeldLease | undefined;
  // One call after another: two at once would take the lease from each other, and a release must see what was taken.
  const turns = new Sequencer();
  const take = async (): Promise<EnvironmentHolder> => {
    try {
      if (lease !== undefined && (await lease.confirm())) return { state: "own" };
      if (!(await mayLock(parts))) return { state: "free" };
      lease = undefined;
      // A lease that somebody deleted counts from the beginning; what it counted stands on the workloads.
      const above = await highestFence(parts.cluster, parts.state);
      lease = await parts.openLease(parts.cluster, { ...termsOf(parts), above });
      return { state: "own" };
    } catch (error) {
      return holderFrom(error);
    }
  };
  const release = async (): Promise<void> => {
    try {
      await lease?.release();
    } catch (error) {
      parts.log(`The lease on the environment could not be given back: ${messageOf(error)} It runs out by itself.`);
    }
  };
  return {
    get fence() {
      return lease?.fence;
    },
    get contested() {
      return lease?.contested === true;
    },
    take: () => turns.run(take),
    release: () => turns.run(release),
  };
}

async function mayLock({ cluster, state }: LeaseLockParts): Promise<boolean> {
  const { namespace } = state.release;
  const verbs = ["get", "create", "patch"] as const;
  const answers = await Promise.all(verbs.map((verb) => cluster.may({ verb, kind: KINDS.Lease, namespace })));
  return answers.every((answer) => answer.allowed);
}

/** The holder is the run, not the process: the next runner of the same run takes the lease as its own. */
function termsOf({ state, clock }: LeaseLockParts): Omit<LeaseTerms, "above"> {
  const { application, environment, namespace } = state.release;
  const words = `${application}-${environment}`.toLowerCase().replaceAll(/[^a-z0-9]+/gu, "-");
  const name = `tidegate-${words.slice(0, 40)}-${digest([application, environment]).slice(0, 8)}`;
  const holder = `${state.requestedBy.name}, run ${state.run} (${state.nonce.slice(0, 8)})`;
  return { namespace, name, holder, clock };
}

function holderFrom(error: unknown): EnvironmentHolder {
  if (reasonOf(error) !== "Conflict") return { state: "unknown", why: messageOf(error) };
  const holder = error instanceof Error && "facts" in error ? (error.facts as { holder?: string }).holder : undefined;
  return { state: "held", holder: holder ?? "Someone else" };
}
