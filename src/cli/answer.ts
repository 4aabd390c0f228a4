import { timestamp } from "../base/clock.ts";
import { Fault } from "../base/result.ts";
import { bindingHash } from "../core/approvals/binding.ts";
import { answer as judgeAnswer } from "../core/run/answer.ts";
import type { RunEvent } from "../core/run/event.ts";
import type { RunState } from "../core/run/state.ts";
import { readRunState } from "../engine/records/readRuns.ts";
import { submitRequest } from "../engine/records/submitRequest.ts";
import type { InboxRequest } from "../protocol/inbox.ts";
import { EXIT, type ExitCode } from "./exitCode.ts";
import { answerTo } from "./follow.ts";
import type { CliParts } from "./parts.ts";
import { openProject, type PlaceOptions } from "./place.ts";
import { type OutputOptions, visible } from "./report.ts";

export interface AnswerOptions extends PlaceOptions, OutputOptions {
  readonly comment?: string;
  /** Do not ask whether the facts were read. */
  readonly yes?: boolean;
}

type Body<T> = T extends unknown ? Omit<T, "id" | "at" | "by"> : never;
type RequestBody = Body<InboxRequest>;

/** `tidegate approve RUN` and `tidegate reject RUN`. */
export function answerApproval(
  parts: CliParts,
  run: string,
  said: "approve" | "reject",
  options: AnswerOptions,
): Promise<ExitCode> {
  return send(parts, run, options, async (state) => {
    if (state.approval === undefined) {
      throw new Fault(
        "NotWaiting",
        `Run ${state.run} does not wait for an approval. See it with: tidegate runs ${run}`,
      );
    }
    const { node, binding } = state.approval;
    if (said === "approve") await review(parts, state, options);
    const comment = options.comment === undefined ? {} : { comment: options.comment };
    return { type: "answer", node, answer: said, bindingHash: bindingHash(binding), ...comment };
  });
}

/** `tidegate choose RUN OPTION`. */
export function choose(parts: CliParts, run: string, option: string, options: AnswerOptions): Promise<ExitCode> {
  return send(parts, run, options, async (state) => ({ type: "choose", node: state.node ?? "", option }));
}

/** `tidegate abort RUN`. */
export function abort(parts: CliParts, run: string, options: AnswerOptions): Promise<ExitCode> {
  return send(parts, run, options, async () => {
    const reason = options.comment === undefined ? {} : { reason: options.comment };
    return { type: "intervene", kind: "abort", ...reason };
  });
}

/**
 * The runner judges every request; what would be refused anyway is refused here already, by the same rules, so that no
 * runner is needed to hear a no.
 */
async function send(
  parts: CliParts,
  run: string,
  options: AnswerOptions,
  bodyFor: (state: RunState) => Promise<RequestBody>,
): Promise<ExitCode> {
  const { terminal, clock, nonce } = parts;
  const project = await openProject(terminal.cwd, options);
  const { store, launcher, me } = parts.workspace(project.folder);
  const folder = await store.open(run);
  const state = await readRunState(folder);
  const body = await bodyFor(state);
  const request: InboxRequest = { ...body, id: nonce(), at: timestamp(clock.now()), by: await me() };
  const [early] = judgeAnswer(state, request, clock.now());
  if (early?.type === "request-refused") return told(parts, run, early, options);
  await submitRequest(folder, request);
  if ((await folder.holder()) === "none") await launcher.launch(folder.path);
  return told(parts, run, await answerTo(folder, request.id), options);
}

function told({ terminal }: CliParts, run: string, event: RunEvent, { json }: AnswerOptions): ExitCode {
  const refused = event.type === "request-refused" ? event : undefined;
  const accepted = refused === undefined;
  const message = refused?.message ?? `Run ${run} has taken it.`;
  if (json === true) terminal.print(JSON.stringify({ run, accepted, reason: refused?.reason ?? "Accepted", message }));
  else if (accepted) terminal.print(message);
  else terminal.note(message);
  return accepted ? EXIT.ok : EXIT.refused;
}

/** Shows what the yes would be about, and asks. Without a terminal the person says `--yes`. */
async function review({ terminal }: CliParts, state: RunState, { yes }: AnswerOptions): Promise<void> {
  const { release, requestedBy, evidence } = state;
  const lines = [
    `${release.application} → ${release.environment}${release.production ? " (PROD)" : ""}: ${release.version}`,
    `Asked by ${requestedBy.name} at ${timestamp(state.requestedAt)}`,
    ...release.changes.map(({ workload, container, from, to }) => `${workload.name}/${container}: ${from} → ${to}`),
    ...evidence.map(({ evidence: one }) => `${one.verdict}: ${one.message}`),
  ];
  for (const line of lines) terminal.note(visible(line));
  if (yes === true) return;
  const typed = terminal.interactive ? await terminal.ask('Approve exactly this? Type "yes": ') : "";
  if (typed.trim() === "yes") return;
  throw new Fault("NotConfirmed", "Nothing was answered. Read the facts above, then approve with --yes.");
}
