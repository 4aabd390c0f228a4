import { Fault } from "../base/result.ts";
import { bindingHash } from "../core/approvals/binding.ts";
import type { ExitCode } from "./exitCode.ts";
import type { CliParts } from "./parts.ts";
import { type AnswerOptions, send } from "./sendRequest.ts";

/** `tidegate approve RUN`, `tidegate reject RUN` and `tidegate override RUN`. */
export function answerApproval(
  parts: CliParts,
  run: string,
  said: "approve" | "reject" | "override",
  options: AnswerOptions,
): Promise<ExitCode> {
  const comment = options.comment ?? options.reason;
  return send(parts, run, options, ({ approval }) => {
    if (approval === undefined) {
      throw new Fault("NotWaiting", `Run ${run} does not wait for an approval. See it with: tidegate runs ${run}`);
    }
    const { node, binding } = approval;
    return { type: "answer", node, answer: said, bindingHash: bindingHash(binding), ...(comment && { comment }) };
  });
}

/** `tidegate withdraw RUN`: the request from who asked, else a person's own yes. */
export function withdraw(parts: CliParts, run: string, options: AnswerOptions): Promise<ExitCode> {
  return send(parts, run, options, ({ approval, granted }) => {
    const asked = approval ?? granted;
    if (asked !== undefined) return { type: "withdraw", node: asked.node, bindingHash: bindingHash(asked.binding) };
    throw new Fault("NotWaiting", `Run ${run} has no approval that is open. See it with: tidegate runs ${run}`);
  });
}

/** `tidegate answer RUN OPTION`. */
export function choose(parts: CliParts, run: string, option: string, options: AnswerOptions): Promise<ExitCode> {
  return send(parts, run, options, (state) => ({ type: "choose", node: state.node ?? "", option }));
}

/** `tidegate pause | resume | abort RUN`. */
export function intervene(
  parts: CliParts,
  run: string,
  kind: "pause" | "resume" | "abort",
  options: AnswerOptions,
): Promise<ExitCode> {
  const { reason } = options;
  return send(parts, run, options, () => ({ type: "intervene", kind, ...(reason && { reason }) }));
}

export interface AttestOptions extends AnswerOptions {
  readonly statement: string;
  /** The word is that it fails. */
  readonly fail?: boolean;
}

/** `tidegate attest RUN CHECK`: a person's word on a check of the list the run is at. */
export function attest(parts: CliParts, run: string, check: string, options: AttestOptions): Promise<ExitCode> {
  const { statement, fail } = options;
  const verdict = fail === true ? "fail" : "pass";
  return send(parts, run, options, (state) => ({ type: "attest", node: state.node ?? "", check, verdict, statement }));
}

/** `tidegate recheck RUN`: measures the list the run is at again. */
export function recheck(parts: CliParts, run: string, options: AnswerOptions): Promise<ExitCode> {
  return send(parts, run, options, (state) => ({ type: "recheck", node: state.node ?? "" }));
}
