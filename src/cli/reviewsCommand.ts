import { type Command, InvalidArgumentError } from "commander";
import { Fault } from "../base/result.ts";
import { githubPlace, namedPlace } from "../core/github/place.ts";
import type { Github, GithubPlace } from "../core/ports/github.ts";
import { answerReview, reviewToAnswer } from "../engine/github/answerReview.ts";
import { readReviews } from "../engine/github/readReviews.ts";
import type { ReviewAnswerOutput } from "../protocol/reviewsOutput.ts";
import { type Doing, groupOf, machine } from "./commandOptions.ts";
import { EXIT, type ExitCode } from "./exitCode.ts";
import { folderNamed } from "./folderNamed.ts";
import type { GithubPart } from "./githubPart.ts";
import type { CliParts } from "./parts.ts";
import { type OutputOptions, printJson, visible } from "./report.ts";
import { reviewFacts, reviewsOutputOf, reviewsTable } from "./reviewsText.ts";

interface PlaceOptions extends OutputOptions {
  readonly repo?: string;
  readonly host?: string;
  readonly directory?: string;
}

interface AnswerOptions extends PlaceOptions {
  readonly run: number;
  readonly environment: string;
  readonly comment?: string;
  readonly yes?: boolean;
}

const LISTS = "Without a command it lists, with the options of list.";

const TOKENS = `
The token is read from GH_TOKEN or GITHUB_TOKEN; for a server of your own, which GH_HOST names, from
GH_ENTERPRISE_TOKEN. Answering takes the scope repo, or for fine-grained tokens the permission to write deployments.`;

/** `tidegate reviews list | approve | reject`: deployments that wait on GitHub for somebody's yes. */
export function addReviews(program: Command, parts: CliParts, doing: Doing): void {
  const reviews = groupOf(program, "reviews", "See and answer what waits on GitHub for a review.").addHelpText(
    "after",
    `${LISTS}\n${TOKENS}`,
  );
  ofRepository(reviews.command("list", { isDefault: true }), "List what waits, and whether you may answer.").action(
    doing((options: PlaceOptions) => list(parts, options)),
  );
  for (const said of ["approve", "reject"] as const) {
    const verb =
      said === "approve" ? "Let a deployment go that waits for your review." : "Stop a deployment that waits.";
    ofRepository(reviews.command(said), verb)
      .requiredOption("--run <id>", "the run's id, as list shows it (required)", runId)
      .requiredOption("--environment <name>", "the environment (required)")
      .option("--comment <text>", said === "approve" ? "what you want to say with it" : "why (required)")
      .option("-y, --yes", "do not ask")
      .action(doing((options: AnswerOptions) => answer(parts, said, options)));
  }
}

/** Adds how a repository is named. */
function ofRepository(command: Command, description: string): Command {
  return machine(command, description)
    .option("-R, --repo <owner/name>", "the repository (default: the one that git's origin names)")
    .option("--host <host>", "a GitHub Enterprise Server (default: GH_HOST, else github.com)")
    .option("-C, --directory <folder>", "where git's origin is looked up (default: here)")
    .addHelpText("after", TOKENS);
}

/** 0 also where nothing waits. Faults: `NoRepository`, and those of {@link Github}. */
async function list(parts: CliParts, options: PlaceOptions): Promise<ExitCode> {
  const { github, place } = await open(parts, options);
  const { reviews, complete } = await readReviews(github);
  const { terminal } = parts;
  const repository = `${place.host}/${place.owner}/${place.repo}`;
  if (options.json === true) printJson(terminal, reviewsOutputOf(repository, reviews, complete));
  else if (reviews.length === 0) terminal.print(`Nothing waits for a review in ${repository}.`);
  else terminal.print(reviewsTable(reviews));
  if (!complete && options.json !== true) terminal.note("More runs wait than are listed. Look at them on GitHub.");
  return EXIT.ok;
}

/** Faults: `Usage`, `NotConfirmed`, those of {@link answerReview}. */
async function answer(parts: CliParts, said: "approve" | "reject", options: AnswerOptions): Promise<ExitCode> {
  const { run, environment, comment = "" } = options;
  if (said === "reject" && comment.trim() === "") {
    throw new Fault("Usage", "Say why with --comment: who asked for the deployment will read it.");
  }
  const { github, place } = await open(parts, options);
  const shown = await reviewToAnswer(github, { run, environment });
  for (const fact of reviewFacts(shown, place)) parts.terminal.note(visible(fact));
  await confirmed(parts, said, options);
  const { commit, attempt } = shown.run;
  const state = said === "approve" ? "approved" : "rejected";
  const review = await answerReview(github, { run, environment, commit, attempt, state, comment });
  const message = `${environment} of run ${review.run.number} (${review.run.title}) is ${state}.`;
  const output: ReviewAnswerOutput = { run, environment, state, message };
  if (options.json === true) printJson(parts.terminal, output);
  else parts.terminal.print(visible(message));
  return EXIT.ok;
}

async function confirmed({ terminal }: CliParts, said: string, options: AnswerOptions): Promise<void> {
  const { environment, yes, json } = options;
  if (yes === true) return;
  if (terminal.interactive && json !== true) {
    const typed = await terminal.ask(visible(`Type ${environment} to ${said} run ${options.run}: `));
    if (typed.trim() === environment) return;
  }
  throw new Fault("NotConfirmed", "Nothing was answered. Type the environment's name when asked, or say --yes.");
}

async function open(parts: CliParts, options: PlaceOptions): Promise<{ github: Github; place: GithubPlace }> {
  const part = await parts.github();
  const place = await placeOf(parts, part, options);
  const github = part.open(place);
  if (github !== undefined) return { github, place };
  const own = `GH_HOST to ${place.host} and GH_ENTERPRISE_TOKEN`;
  const wanted = place.api.endsWith("/api/v3") ? own : "GH_TOKEN or GITHUB_TOKEN";
  throw new Fault("SignedOut", `There is no token for ${place.host}. Set ${wanted}.`);
}

async function placeOf(parts: CliParts, part: GithubPart, options: PlaceOptions): Promise<GithubPlace> {
  const host = options.host ?? part.host;
  if (options.repo !== undefined) {
    const place = namedPlace(options.repo, host);
    if (place === undefined) throw new Fault("Usage", `${options.repo} is no repository. Name it as OWNER/NAME.`);
    return place;
  }
  const { url } = await part.originOf(await folderNamed(parts, options.directory))();
  const place = url === undefined ? undefined : githubPlace(url, host);
  if (place !== undefined) return place;
  throw new Fault(
    "NoRepository",
    "Git's origin here is no repository on GitHub. Name one with --repo, and its server with --host.",
  );
}

function runId(text: string): number {
  if (/^\d{1,15}$/u.test(text)) return Number(text);
  throw new InvalidArgumentError("A run's id is a number.");
}
