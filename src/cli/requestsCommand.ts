import type { Command } from "commander";
import { timestamp } from "../base/clock.ts";
import { messageOf, reasonOf } from "../base/result.ts";
import type { GuardImage } from "../core/guard/guardImage.ts";
import { guardedRequest } from "../core/inbox/guardedRequest.ts";
import { type InboxItem, inInboxOrder } from "../core/inbox/inboxItem.ts";
import type { Place } from "../engine/request/runPlan.ts";
import type { RequestsOutput } from "../protocol/requestsOutput.ts";
import { type Doing, inWorkspace } from "./commandOptions.ts";
import { EXIT, type ExitCode, exitCodeOf, worstOf } from "./exitCode.ts";
import { type FoundRequest, guardRequests } from "./guardRequests.ts";
import type { CliParts } from "./parts.ts";
import { type FolderOptions, openProject, type PlaceNames, placesOf, type Project } from "./place.ts";
import { type OutputOptions, printJson, table, visible } from "./report.ts";

type Options = FolderOptions & OutputOptions;
type Request = RequestsOutput["requests"][number];

interface Waiting {
  readonly item: InboxItem;
  readonly output: Request;
}

/** `tidegate requests`: what waits in the clusters for somebody's yes. */
export function addRequests(program: Command, parts: CliParts, doing: Doing): void {
  inWorkspace(
    program.command("requests [application] [environment]"),
    "List the requests that clusters keep, and whether you may answer.",
  )
    .addHelpText("after", "\nAnswer one with: tidegate approve REQUEST, or reject, override, withdraw.")
    .action(
      doing((application: string | undefined, environment: string | undefined, options: Options) =>
        list(parts, { application, environment }, options),
      ),
    );
}

/** 0 also where nothing waits; the worst that a cluster gave where one could not be read. */
async function list(parts: CliParts, names: PlaceNames, options: Options): Promise<ExitCode> {
  const { terminal, clock } = parts;
  const project = await openProject(terminal.cwd, options);
  const { found, problems } = await guardRequests(parts, sharingWith(project, placesOf(project, names)));
  const waiting = waitingIn(found, clock.now());
  const requests = waiting.map(({ output }) => output);
  const said = problems.map((problem) => ({ reason: reasonOf(problem), message: messageOf(problem) }));
  if (options.json === true) printJson(terminal, { requests, problems: said } satisfies RequestsOutput);
  else if (requests.length > 0) terminal.print(`${tableOf(requests)}\n\n${factsOf(waiting)}`);
  else if (problems.length === 0) terminal.print("No request waits in a cluster.");
  if (options.json !== true) for (const { message } of said) terminal.note(visible(message));
  return worstOf([EXIT.ok, ...problems.map(exitCodeOf)]);
}

/** These and all that share a namespace with one of them, and with it the guard: a yes counts for all. */
function sharingWith(project: Project, chosen: readonly Place[]): readonly Place[] {
  const guards = new Set(chosen.map(guardOf));
  return placesOf(project, {}).filter((place) => guards.has(guardOf(place)));
}

/** In the order of the inbox. */
function waitingIn(found: readonly FoundRequest[], now: number): Waiting[] {
  const items = new Map(
    found.flatMap((one) => {
      const item = guardedRequest(one.guard, one.request, one.me, one.place, now);
      return item === undefined ? [] : [[item, one] as const];
    }),
  );
  return inInboxOrder([...items.keys()]).flatMap((item) => {
    const one = items.get(item);
    return one === undefined ? [] : [{ item, output: outputOf(item, one) }];
  });
}

function outputOf({ answers, given, until, objection }: InboxItem, { place, request, me }: FoundRequest): Request {
  return {
    id: request.id,
    application: request.application,
    environment: request.environment,
    production: place.production,
    context: place.context,
    run: request.run,
    askedBy: request.requester,
    authors: [...request.authors],
    images: request.images.map(imageOf),
    restores: (request.restores ?? []).map(imageOf),
    strict: request.strict === true,
    given: given?.yes ?? 0,
    required: given?.required ?? 0,
    expiresAt: until === undefined ? null : timestamp(until),
    you: me.name,
    answers: answers.flatMap((one) => (one === "approve" || one === "reject" || one === "override" ? one : [])),
    message: objection ?? null,
  };
}

function imageOf({ kind, name, container, image }: GuardImage): GuardImage {
  return { kind, name, container, image };
}

/** What each yes would let through, in the words in which it is asked about later: nobody answers by a version alone. */
function factsOf(waiting: readonly Waiting[]): string {
  return waiting.map(({ item, output }) => visible(`${output.id}: ${item.message}`)).join("\n");
}

function tableOf(requests: readonly Request[]): string {
  const rows = requests.map((one) => [
    one.id,
    `${one.application} → ${one.environment}`,
    one.askedBy,
    `${one.given}/${one.required}`,
    one.expiresAt ?? "-",
    one.message ?? `may ${one.answers.join(", ")}`,
  ]);
  return table([["REQUEST", "WHERE", "ASKED BY", "YES", "UNTIL", "YOU"], ...rows]);
}

function guardOf({ config }: Place): string {
  return `${config.context}\n${config.namespace}`;
}
