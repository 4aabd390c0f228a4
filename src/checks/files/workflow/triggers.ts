import { at, mapAt, textAt, textsAt } from "../../../core/read/value.ts";

/** The events that start a workflow, in whichever of the three forms they are written. */
export function triggersOf(workflow: unknown): readonly string[] {
  const one = textAt(workflow, "on");
  if (one !== undefined) return [one];
  return Array.isArray(at(workflow, "on")) ? textsAt(workflow, "on") : Object.keys(mapAt(workflow, "on"));
}
