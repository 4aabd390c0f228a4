import { Fault } from "../../base/result.ts";

/** A run that this user did not start on this machine: a repository may have brought it along. */
export function notStartedHere(run: string): Fault {
  const sentence = `Run ${run} was not started by you on this machine. Look at its journal with: tidegate journal show ${run}. Start a new run instead.`;
  return new Fault("NotStartedHere", sentence);
}
