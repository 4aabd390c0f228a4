import { deferred } from "../base/async.ts";
import { timestamp } from "../base/clock.ts";
import { Fault } from "../base/result.ts";
import type { RunFolder } from "../core/ports/runStore.ts";
import { isKeptInCluster } from "../core/guard/keptInCluster.ts";
import { answer as judgeAnswer } from "../core/run/answer.ts";
import type { RunEvent } from "../core/run/event.ts";
import { requestIn } from "../core/run/requestIn.ts";
import type { RunState } from "../core/run/state.ts";
import { readKnownState } from "../engine/records/readRuns.ts";
import { submitRequest } from "../engine/records/submitRequest.ts";
import type { InboxRequest } from "../protocol/inbox.ts";
import type { AnswerOutput } from "../protocol/output.ts";
import { answerInCluster } from "./answerInCluster.ts";
import type { AnswerOptions } from "./answerOptions.ts";
import { EXIT, type ExitCode } from "./exitCode.ts";
import { follow } from "./follow.ts";
import type { CliParts, Workspace } from "./parts.ts";
import { openProject } from "./place.ts";
import { type OutputOptions, printJson, visible } from "./report.ts";
import { askForYes, confirmOverride } from "./reviewFacts.ts";

/** How long a runner may take to answer. It answers between two steps, the longest of which is a call to the cluster. */
const PATIENCE_MS = 60_000;

type Body<T> = T extends unknown ? Omit<T, "id" | "at" | "by"> : never;
/** A request without who asks, when, and under which id. */
export type RequestBody = Body<InboxRequest>;

/**
 * The runner judges every request; what would be refused anyway is refused here already, by the same rules, so that no
 * runner is needed to hear a no.
 */
export async function send(
  parts: CliParts,
  run: string,
  options: AnswerOptions,
  bodyFor: (state: RunState) => RequestBody,
): Promise<ExitCode> {
  return told(parts, await ask(parts, run, options, bodyFor), options);
}

/** As {@link send}, without saying what came of it. */
export async function ask(
  parts: CliParts,
  run: string,
  options: AnswerOptions,
  bodyFor: (state: RunState) => RequestBody,
): Promise<AnswerOutput> {
  const { terminal, clock, nonce, hash } = parts;
  const project = await openProject(terminal.cwd, options);
  const workspace = await parts.workspace(project.folder);
  const folder = await workspace.store.open(run);
  const state = await readKnownState(folder, hash);
  const body = bodyFor(state);
  const { approval } = state;
  if (body.type === "answer" && approval !== undefined && isKeptInCluster(state.graph, approval.node)) {
    return await answerInCluster(parts, { folder, state, approval, said: body }, options);
  }
  const request: InboxRequest = { ...body, id: nonce(), at: timestamp(clock.now()), by: await workspace.me() };
  if (await wokeUp(workspace, folder, state, request)) return outputOf(run, undefined);
  const [early] = judgeAnswer(state, supposing(request, options), clock.now());
  if (early?.type === "request-refused") return outputOf(run, early);
  await submitRequest(folder, await confirmed(parts, state, request, options));
  if ((await folder.holder()) === "none") await workspace.launcher.launch(folder.path);
  return outputOf(run, await answerTo(parts, folder, request.id));
}

/** The request as it will be once the word was said: nobody reads the facts for an answer that would not count. */
function supposing(request: InboxRequest, { word = "yes" }: AnswerOptions): InboxRequest {
  return request.type === "answer" && request.answer === "approve" ? { ...request, word } : request;
}

/** A yes and an override are said with the facts in front of one. */
async function confirmed(
  parts: CliParts,
  state: RunState,
  request: InboxRequest,
  options: AnswerOptions,
): Promise<InboxRequest> {
  if (request.type !== "answer" || request.answer === "reject") return request;
  if (request.answer === "approve") return { ...request, word: await askForYes(parts, state, options) };
  await confirmOverride(parts, state, options.confirm);
  return request;
}

/** To resume a run that has lost its runner and was not paused is to give it another. */
async function wokeUp(
  { launcher }: Workspace,
  folder: RunFolder,
  { paused, ended }: RunState,
  request: InboxRequest,
): Promise<boolean> {
  if (request.type !== "intervene" || request.kind !== "resume" || paused || ended !== undefined) return false;
  if ((await folder.holder()) !== "none") return false;
  await launcher.launch(folder.path);
  return true;
}

/** The event by which a run answers a request, or its end if that came first. */
async function answerTo({ clock, hash }: CliParts, folder: RunFolder, request: string): Promise<RunEvent> {
  const late = deferred<never>();
  const timer = clock.after(PATIENCE_MS, () => late.reject(noAnswer(folder.run)));
  try {
    return await follow(
      folder,
      ({ entry: { event } }) => (event.type === "run-ended" || requestIn(event) === request ? event : undefined),
      late.promise,
      hash,
    );
  } finally {
    timer.dispose();
  }
}

function noAnswer(run: string): Fault {
  const message = `Run ${run} has not answered in ${PATIENCE_MS / 1000} s. Your answer waits in its inbox. See the run with: tidegate runs ${run}`;
  return new Fault("NoAnswer", message);
}

function outputOf(run: string, event: RunEvent | undefined): AnswerOutput {
  const objection = objectionIn(run, event);
  const message = objection?.message ?? `Run ${run} has taken it. See it with: tidegate runs ${run}`;
  return { run, accepted: objection === undefined, reason: objection?.reason ?? "Accepted", message };
}

/** Says what came of a request, or of several. */
export function told({ terminal }: CliParts, output: AnswerOutput, { json }: OutputOptions): ExitCode {
  const { accepted, message } = output;
  if (json === true) printJson(terminal, output);
  else if (accepted) terminal.print(visible(message));
  else terminal.note(visible(message));
  return accepted ? EXIT.ok : EXIT.refused;
}

function objectionIn(run: string, event: RunEvent | undefined): { reason: string; message: string } | undefined {
  if (event?.type === "request-refused") return { reason: event.reason, message: event.message };
  if (event?.type !== "run-ended") return undefined;
  return { reason: "RunEnded", message: `Run ${run} has ended (${event.outcome}): ${event.message}` };
}
