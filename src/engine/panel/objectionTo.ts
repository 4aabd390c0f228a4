import { answer } from "../../core/run/answer.ts";
import type { RunRequest } from "../../core/run/request.ts";
import type { RunState } from "../../core/run/state.ts";

/**
 * Why the run would not follow a request, in a sentence; undefined where it would. The very rules that its runner will
 * answer by are asked, early, so that nobody asks in vain. `now` is in milliseconds since the epoch.
 */
export function objectionTo(state: RunState, request: RunRequest, now: number): string | undefined {
  const [event] = answer(state, request, now);
  return event?.type === "request-refused" ? event.message : undefined;
}
