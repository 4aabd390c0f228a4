import type { Observation } from "../../src/core/rollout/cluster.ts";
import type { KubeObject } from "../../src/core/rollout/objects.ts";

/**
 * Resolves once an observation is as wanted, looking at every change; rejects with what was last seen when that does
 * not come within the deadline (milliseconds).
 */
export function seen<T extends KubeObject, V>(
  observation: Observation<T>,
  look: (objects: readonly T[]) => V | undefined | false,
  deadlineMs = 30_000,
): Promise<V> {
  return new Promise((resolve, reject) => {
    const check = (): void => {
      const found = look([...observation.objects.values()]);
      if (found === undefined || found === false) return;
      finish();
      resolve(found);
    };
    const timer = setTimeout(() => {
      finish();
      reject(new Error(`Not seen within ${deadlineMs} ms. ${describeLast(observation)}`));
    }, deadlineMs);
    const subscription = observation.onChange(check);
    const finish = (): void => {
      clearTimeout(timer);
      subscription.dispose();
    };
    check();
  });
}

/** Resolves once an observation stands as wanted. */
export async function inPhase<T extends KubeObject>(
  observation: Observation<T>,
  phase: Observation<T>["state"]["phase"],
): Promise<Observation<T>["state"]> {
  return seen(observation, () => observation.state.phase === phase && observation.state);
}

function describeLast<T extends KubeObject>({ state, objects }: Observation<T>): string {
  const statuses = [...objects].map(([name, { status }]) => `${name} ${JSON.stringify(status)}`);
  return `State ${JSON.stringify(state)}; ${statuses.join("\n")}`;
}
