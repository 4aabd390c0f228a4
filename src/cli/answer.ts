import { Fault } from "../base/result.ts";
import { bindingHash } from "../core/approvals/binding.ts";
import { isRequestId } from "../core/guard/requestFor.ts";
import { WINDOW_CHECK } from "../core/run/windowHeld.ts";
import type { AnswerOutput } from "../protocol/output.ts";
import { answerRequest, withdrawRequest } from "./answerRequest.ts";
import type { AnswerOptions } from "./answerOptions.ts";
import type { ExitCode } from "./exitCode.ts";
import type { CliParts } from "./parts.ts";
import { ask, send, told } from "./sendRequest.ts";

/** `tidegate approve RUN`, `tidegate reject RUN` and `tidegate override RUN`; RUN may be a request that a cluster keeps. */
export async function answerApproval(
  parts: CliParts,
  run: string,
  said: "approve" | "reject" | "override",
  options: AnswerOptions,
): Promise<ExitCode> {
  const comment = options.comment ?? options.reason;
  if (isRequestId(run)) {
    const { word } = options;
    return told(parts, await answerRequest(parts, run, { answer: said, comment, word }, options), options);
  }
  return await send(parts, run, options, ({ approval }) => {
    if (approval === undefined) {
      throw new Fault("NotWaiting", `Run ${run} does not wait for an approval. See it with: tidegate runs ${run}`);
    }
    const { node, binding } = approval;
    return { type: "answer", node, answer: said, bindingHash: bindingHash(binding), ...(comment && { comment }) };
  });
}

/** `tidegate withdraw RUN`: the request from who asked, else a person's own yes. RUN as of {@link answerApproval}. */
export async function withdraw(parts: CliParts, run: string, options: AnswerOptions): Promise<ExitCode> {
  if (isRequestId(run)) return told(parts, await withdrawRequest(parts, run, options), options);
  return await send(parts, run, options, ({ approval, granted }) => {
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

/** `tidegate attest RUN CHECK...`: a person's word on checks of the list the run is at. A refusal ends it. */
export async function attest(
  parts: CliParts,
  run: string,
  checks: readonly string[],
  options: AttestOptions,
): Promise<ExitCode> {
  const { statement, fail } = options;
  const verdict = fail === true ? "fail" : "pass";
  let taken = 0;
  // The word is about one list, even where the run goes on to the next between two of its checks.
  let node: string | undefined;
  for (const check of checks) {
    const output = await ask(parts, run, options, (state) => {
      node ??= state.node ?? "";
      return { type: "attest", node, check, verdict, statement };
    });
    if (!output.accepted || checks.length === 1) return told(parts, afterOthers(output, taken), options);
    taken += 1;
  }
  const message = `Run ${run} has taken your word on all ${taken} checks. See it with: tidegate runs ${run}`;
  return told(parts, { run, accepted: true, reason: "Accepted", message }, options);
}

function afterOthers(output: AnswerOutput, taken: number): AnswerOutput {
  if (taken === 0) return output;
  return { ...output, message: `${output.message} What you named before it was taken.` };
}

/** `tidegate override-window RUN`: the word of somebody who is listed for it. */
export function overrideWindow(parts: CliParts, run: string, options: AnswerOptions): Promise<ExitCode> {
  const { reason: statement = "" } = options;
  return send(parts, run, options, ({ node = "" }) => {
    return { type: "attest", node, check: WINDOW_CHECK, verdict: "pass", statement };
  });
}

/** `tidegate recheck RUN`: measures the list the run is at again. */
export function recheck(parts: CliParts, run: string, options: AnswerOptions): Promise<ExitCode> {
  return send(parts, run, options, (state) => ({ type: "recheck", node: state.node ?? "" }));
}
