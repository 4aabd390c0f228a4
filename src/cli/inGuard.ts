import type { GuardAnswer } from "../core/guard/edits.ts";
import type { Guard } from "../core/guard/guard.ts";
import { standingOf } from "../core/guard/standing.ts";
import type { GuardStore } from "../core/ports/guardStore.ts";
import { isPolicyRefusal } from "../engine/faults.ts";
import type { AnswerOutput } from "../protocol/output.ts";
import type { CliParts } from "./parts.ts";

/** Works with the guards of a kubeconfig context, as whom it signs in. */
export async function withGuards<T>(
  { connect, guards }: Pick<CliParts, "connect" | "guards">,
  context: string,
  work: (guards: GuardStore) => Promise<T>,
): Promise<T> {
  const cluster = await connect(context);
  try {
    return await work(await guards(cluster));
  } finally {
    cluster.dispose();
  }
}

/** An answer on its way: about which run, as whose, into which namespace's guard. */
interface Given {
  readonly run: string;
  readonly by: string;
  readonly namespace: string;
  readonly answer: GuardAnswer;
}

/** Writes an answer into a guard, and says how the request then stands. Faults as of {@link orRefused}. */
export function giveAnswer(
  { clock }: Pick<CliParts, "clock">,
  guards: GuardStore,
  { run, by, namespace, answer }: Given,
): Promise<AnswerOutput> {
  return orRefused({ run, request: answer.request }, async () => {
    const guard = await guards.answer(namespace, answer);
    return `The cluster has taken it as the answer of ${by}. ${standingWords(guard, answer.request, clock.now())}`;
  });
}

/** The sentence of a write into a guard, or that of the policy that refused it. Any other fault is thrown. */
export async function orRefused(
  about: { readonly run: string; readonly request: string },
  write: () => Promise<string>,
): Promise<AnswerOutput> {
  try {
    return { ...about, accepted: true, reason: "Accepted", message: await write() };
  } catch (error) {
    if (!isPolicyRefusal(error)) throw error;
    return { ...about, accepted: false, reason: error.reason, message: error.message };
  }
}

/** Whose answer it will be, for who is about to give it. */
export function keptThere(name: string): string {
  return `The cluster keeps the answers and judges them. You answer there as ${name}.`;
}

function standingWords({ spec, requests }: Guard, id: string, now: number): string {
  const request = requests.find((one) => one.id === id);
  if (request === undefined) return "";
  const standing = standingOf(spec, request, now);
  if (standing.is !== "waiting") return `The request is ${standing.is}.`;
  return standing.missing === 1 ? "One more must say yes." : `${standing.missing} more must say yes.`;
}
