import type { RunEvent } from "./event.ts";

/** The id of the request that an event answers, if it answers one. */
export function requestIn(event: RunEvent): string | undefined {
  if (event.type === "approval-given") return event.decision.request;
  return "request" in event ? event.request : undefined;
}
