import type { Pod } from "../../../core/rollout/objects.ts";
import { isFinished } from "../podFacts.ts";
import { timeOf } from "../time.ts";
import type { World } from "../world.ts";
import { report, vary } from "./container.ts";
import type { PodMemory, PodRun } from "./podRun.ts";
import { end } from "./states.ts";

/**
 * Stops the containers of a pod that is being deleted. Returns how many milliseconds are left until they have ended;
 * 0 when they have.
 */
export function stopPod(world: World, pod: Pod, memory: PodMemory, run: PodRun): number {
  const now = world.clock.now();
  const running = [...run.init, ...run.main].filter(({ status }) => status.state?.running !== undefined);
  if (isFinished(pod) || running.length === 0) return 0;
  const [first] = running;
  if (memory.stopAt === undefined && first !== undefined) {
    for (const one of running) report(one, "Killing", `Stopping container ${one.container.name}`);
    memory.stopAt = now + vary(first, world.timing.stopMs);
  }
  // A grace period that is shortened later shortens the wait.
  const stopAt = Math.min(memory.stopAt ?? now, Math.max(now, timeOf(pod.metadata.deletionTimestamp)));
  if (stopAt > now) return stopAt - now;
  // What serves ends in order; what works towards an end of its own is cut off.
  const exitCode = (pod.spec["restartPolicy"] ?? "Always") === "Always" ? 0 : 143;
  for (const one of running) end(one, exitCode);
  return 0;
}
