import { isStrict } from "../core/approvals/strictWord.ts";
import type { RunFolder } from "../core/ports/runStore.ts";
import { answer as judge } from "../core/run/answer.ts";
import type { Person } from "../core/run/release.ts";
import type { PendingApproval, RunState } from "../core/run/state.ts";
import { boundRequest, guardAnswer, signedIn } from "../engine/approvals/guardAnswer.ts";
import type { InboxRequest } from "../protocol/inbox.ts";
import type { AnswerOutput } from "../protocol/output.ts";
import type { AnswerOptions } from "./answerOptions.ts";
import { confirmAlone, confirmYes, sayYes } from "./confirmAnswer.ts";
import { giveAnswer, keptThere, withGuards } from "./inGuard.ts";
import type { CliParts } from "./parts.ts";
import { tellFacts } from "./reviewFacts.ts";

/** A run's approval that the cluster keeps, and what a person says to it. */
export interface AskedThere {
  readonly folder: Pick<RunFolder, "holder">;
  readonly state: RunState;
  readonly approval: PendingApproval;
  readonly said: Omit<Extract<InboxRequest, { type: "answer" }>, "id" | "at" | "by">;
}

/**
 * Answers a run's approval where the cluster keeps it, as whom the kubeconfig signs in. What the run would not count is
 * refused at once; the API server judges the rest.
 */
export function answerInCluster(parts: CliParts, asked: AskedThere, options: AnswerOptions): Promise<AnswerOutput> {
  const { folder, state, approval, said } = asked;
  const { run, release } = state;
  const request = boundRequest(approval);
  return withGuards(parts, release.context, async (guards) => {
    const by = await signedIn(guards);
    const objection = objectionTo(parts, asked, by, options);
    if (objection !== undefined) return { run, request: request.id, accepted: false, ...objection };
    const word = await confirmed(parts, asked, by, options);
    const answer = guardAnswer(request, { ...said, word });
    const output = await giveAnswer(parts, guards, { run, by: by.name, namespace: release.namespace, answer });
    return output.accepted ? { ...output, message: `${output.message} ${await afterwards(folder, run)}` } : output;
  });
}

/** By the rules by which the run counts it, so that nobody reads the facts for an answer that would not count. */
function objectionTo(
  { clock, nonce }: CliParts,
  { state, said }: AskedThere,
  by: Person,
  { word = "yes" }: AnswerOptions,
): Pick<AnswerOutput, "reason" | "message"> | undefined {
  const [event] = judge(state, { ...said, word, id: nonce(), by }, clock.now());
  if (event?.type !== "request-refused") return undefined;
  return { reason: event.reason, message: event.message };
}

/** A yes and an override are said with the facts in front of one. Gives the word where only that counts. */
async function confirmed(
  { terminal }: CliParts,
  { state, said: { answer } }: AskedThere,
  { name }: Person,
  options: AnswerOptions,
): Promise<string | undefined> {
  if (answer === "reject") return undefined;
  tellFacts(terminal, state, keptThere(name));
  if (answer === "override") await confirmAlone(terminal, state.release.environment, options.confirm);
  else if (isStrict(state.graph, state.approval?.node)) return await sayYes(terminal, options, true);
  else await confirmYes(terminal, state.release, options);
  return undefined;
}

/** The answer waits in the cluster for a runner; a run that lost its own is another person's to take up. */
async function afterwards(folder: AskedThere["folder"], run: string): Promise<string> {
  const lost =
    (await folder.holder()) === "none"
      ? ` Nothing walks it now; whoever started it goes on with: tidegate resume ${run}`
      : "";
  return `See the run with: tidegate runs ${run}${lost}`;
}
