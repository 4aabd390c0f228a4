import { nodeOf } from "../../graph/walk.ts";
import type { RunState } from "../../run/state.ts";
import { type Finding, failed, passed } from "../finding.ts";

type PathFacts = Pick<RunState, "graph" | "path">;

/** Whether this run passed a stage, the last time it left it. */
export function judgeStage({ graph, path }: PathFacts, id: string): Finding {
  const label = nodeOf(graph, id)?.label ?? id;
  const step = path.findLast((one) => one.node === id);
  if (step === undefined) return failed("NotReached", `The run has not been at "${label}".`);
  if (step.outcome !== "pass") return failed("NotPassed", `"${label}" ended "${step.outcome}": ${step.message}`);
  return passed("Passed", `"${label}" was passed: ${step.message}`, { visit: step.visit });
}

/** Whether the last ending that the run came by has a token to hand over with, in the form of decision-path.md:100. */
export function judgeToken({ graph, path }: PathFacts): Finding {
  const tokens = path.flatMap((step) => nodeOf(graph, step.node)?.token ?? []);
  const token = tokens.at(-1);
  if (token === undefined) return failed("NoToken", "The run came by no ending that has a token.");
  if (/^[A-Z0-9_]+$/u.test(token)) return passed("WellFormed", `The token is ${token}.`, { token });
  return failed("Malformed", `The token "${token}" has other characters than capitals, digits and underscores.`);
}

/** Whether this run still has to deploy: it has not yet watched its release to the end of the hold. */
export function judgeStillToDeploy({ graph, path }: PathFacts): Finding {
  const held = path.findLast((step) => isHold(graph, step.node) && step.outcome === "healthy");
  if (held === undefined) return passed("ToDeploy", "This run has not deployed its release yet.");
  return failed("Deployed", `This run has deployed its release already: ${held.message}`);
}

/** A hold that watches for its whole time is the last step of a rollout. */
function isHold(graph: PathFacts["graph"], id: string): boolean {
  const node = nodeOf(graph, id);
  return node?.kind === "hold" && node.until === "elapsed";
}
