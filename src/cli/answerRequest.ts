import { timestamp } from "../base/clock.ts";
import { Fault } from "../base/result.ts";
import { standingOf } from "../core/guard/standing.ts";
import { guardedRequest } from "../core/inbox/guardedRequest.ts";
import type { InboxItem } from "../core/inbox/inboxItem.ts";
import { guardAnswer, type SaidToGuard } from "../engine/approvals/guardAnswer.ts";
import type { AnswerOutput } from "../protocol/output.ts";
import type { AnswerOptions } from "./answerOptions.ts";
import { confirmAlone, confirmYes, sayYes } from "./confirmAnswer.ts";
import { type FoundRequest, guardRequests } from "./guardRequests.ts";
import { giveAnswer, keptThere, orRefused, withGuards } from "./inGuard.ts";
import type { CliParts } from "./parts.ts";
import { CONFIG_FILE, openProject, placesOf } from "./place.ts";
import { visible } from "./report.ts";

/**
 * Answers a request that a cluster keeps, whoever's run asks, as whom the kubeconfig signs in. Faults: `RequestGone`
 * where no environment has it, those of the cluster.
 */
export async function answerRequest(
  parts: CliParts,
  id: string,
  said: SaidToGuard,
  options: AnswerOptions,
): Promise<AnswerOutput> {
  const found = await findRequest(parts, id, options);
  const { place, guard, request, me } = found;
  const { run } = request;
  const item = guardedRequest(guard, request, me, place, parts.clock.now());
  if (item?.answers.includes(said.answer) !== true) {
    return { run, request: id, accepted: false, ...objectionIn(found, said, item, parts.clock.now()) };
  }
  const word = await confirmed(parts, item, said, found, options);
  const answer = guardAnswer(request, { ...said, word: word ?? said.word });
  const given = { run, by: me.name, namespace: guard.namespace, answer };
  return await withGuards(parts, place.context, (guards) => giveAnswer(parts, guards, given));
}

/** Takes a request back that the person made; of another's the API server lets nobody. Faults as of {@link answerRequest}. */
export async function withdrawRequest(parts: CliParts, id: string, options: AnswerOptions): Promise<AnswerOutput> {
  const { place, guard, request } = await findRequest(parts, id, options);
  return await withGuards(parts, place.context, (guards) =>
    orRefused({ run: request.run, request: id }, async () => {
      await guards.withdraw(guard.namespace, id);
      return `Request ${id} is taken back. Its run ends, with nothing changed.`;
    }),
  );
}

async function findRequest(parts: CliParts, id: string, options: AnswerOptions): Promise<FoundRequest> {
  const project = await openProject(parts.terminal.cwd, options);
  const { found, problems } = await guardRequests(parts, placesOf(project, {}));
  const one = found.find(({ request }) => request.id === id);
  if (one !== undefined) return one;
  if (problems.length > 0) throw problems[0];
  const message = `No environment of ${CONFIG_FILE} has a request ${id}. See what waits with: tidegate requests`;
  throw new Fault("RequestGone", message);
}

function objectionIn(
  { guard, request, me }: FoundRequest,
  { answer }: SaidToGuard,
  item: InboxItem | undefined,
  now: number,
): Pick<AnswerOutput, "reason" | "message"> {
  if (item === undefined) {
    const { is } = standingOf(guard.spec, request, now);
    return { reason: "Answered", message: `Request ${request.id} waits no longer: it is ${is}.` };
  }
  const verb = answer === "override" ? "override" : "answer";
  const message =
    item.objection ?? `${me.name} may not ${verb} here. Ask who is listed in the guard of ${guard.namespace}.`;
  return { reason: "NotYours", message };
}

/** A yes and an override are said with the facts in front of one. Gives the word where only that counts. */
async function confirmed(
  { terminal }: CliParts,
  { heading, message, environment, production, given, until, strict }: InboxItem,
  { answer }: SaidToGuard,
  { request, me }: FoundRequest,
  options: AnswerOptions,
): Promise<string | undefined> {
  if (answer === "reject") return undefined;
  const { yes = 0, required = 1 } = given ?? {};
  const lines = [
    `${heading}${production ? " (PROD)" : ""}`,
    message,
    ...(request.authors.length > 0 ? [`Written by ${request.authors.join(", ")}`] : []),
    `${yes} of ${required} have said yes.${until === undefined ? "" : ` It runs out at ${timestamp(until)}.`}`,
    keptThere(me.name),
  ];
  for (const line of lines) terminal.note(visible(line));
  if (answer === "override") await confirmAlone(terminal, environment, options.confirm);
  else if (strict === true) return await sayYes(terminal, options, true);
  else await confirmYes(terminal, { environment, production }, options);
  return undefined;
}
