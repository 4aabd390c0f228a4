import { containerStatuses, doomed, lostToNode } from "./doom.ts";
import { lagging } from "./judge.ts";
import { isReady, podWords } from "./pod.ts";
import { at, conditionOf, identityOf, text } from "./read.ts";
import type { RolloutVerdict } from "./verdict.ts";
import { verdict } from "./verdicts.ts";

/** A pod on its own: nobody makes another, so that a failed one is failed whatever the reason. */
export function judgePod(pod: unknown): RolloutVerdict {
  const behind = lagging(pod, false);
  if (behind !== undefined) return behind;
  const name = identityOf(pod).name;
  const phase = text(at(pod, "status", "phase"));
  if (phase === "Succeeded") return verdict("Current", "PodCompleted", `${name} has completed.`);
  const doom = doomed(pod);
  if (doom !== undefined) return verdict("Failed", doom.reason, `${name} ${doom.message}.`);
  if (lostToNode(pod)) {
    const reason = text(at(pod, "status", "reason")) ?? "PodFailed";
    return verdict("Failed", reason, `${name} was lost to its node: ${reason}.`);
  }
  if (phase === "Unknown")
    return verdict("Unknown", "NodeUnreachable", `${name} is unknown: its node does not answer.`);
  if (phase === "Running" && isReady(pod)) return verdict("Current", "PodReady", `${name} is ready.`);
  const why = whyNot(pod);
  const message = `${name} is ${podWords(pod)}${why === undefined ? "" : `: ${why}`}`;
  return verdict("InProgress", "PodNotReady", message.replace(/\.?$/u, "."));
}

/** What the scheduler says, else what the node says of a container that waits, such as a registry's answer to a pull. */
function whyNot(pod: unknown): string | undefined {
  const scheduled = conditionOf(pod, "PodScheduled");
  if (scheduled?.status === "False" && scheduled.message !== undefined) return scheduled.message;
  const messages = containerStatuses(pod).map((container) => text(at(container, "state", "waiting", "message")));
  return messages.find((message) => message !== undefined)?.split("\n", 1)[0];
}
