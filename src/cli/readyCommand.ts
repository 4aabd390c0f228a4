import { type Command, InvalidArgumentError } from "commander";
import { reasonOf } from "../base/result.ts";
import { READINESS_CHECKS } from "../core/gates/descriptions/readiness.ts";
import type { Finding } from "../core/gates/finding.ts";
import type { ReadinessCheckId } from "../engine/checks/readiness/tryReadiness.ts";
import { readinessAt } from "../engine/request/readinessAt.ts";
import type { ReadyOutput } from "../protocol/readyOutput.ts";
import { type Doing, machine } from "./commandOptions.ts";
import { EXIT, type ExitCode, worstOf } from "./exitCode.ts";
import { folderNamed } from "./folderNamed.ts";
import type { CliParts, Terminal } from "./parts.ts";
import { openProject, type PlaceNames, placesOf, type Project } from "./place.ts";
import { type OutputOptions, printJson, visible } from "./report.ts";

export interface ReadyOptions extends OutputOptions, PlaceNames {
  readonly check?: readonly ReadinessCheckId[];
}

const CHECKS = Object.keys(READINESS_CHECKS) as ReadinessCheckId[];

function addedCheck(check: string, before: readonly ReadinessCheckId[] = []): readonly ReadinessCheckId[] {
  const known = CHECKS.find((id) => id === check);
  if (known === undefined) throw new InvalidArgumentError(`There are ${CHECKS.join(", ")}.`);
  return [...before, known];
}

const HELP = `
The commands of the application are really run: those that tidegate.yaml names in readiness, else those that the
workspace shows. They run in a clean copy of the commit, with this person's rights: try only what you trust.
Exits with 1 where a check fails, and with 5 where one could not be decided.`;

/** `tidegate ready`: the readiness checks without a deployment. */
export function addReady(program: Command, parts: CliParts, doing: Doing): void {
  machine(
    program.command("ready [folder]"),
    "Install, build and start the application, and ask it what its users will.",
  )
    .option("--check <check>", "only this check, and others that are named so", addedCheck)
    .option("--application <name>", "which, where tidegate.yaml has several")
    .option("--environment <name>", "which, where they are built or started in different ways")
    .addHelpText("after", HELP)
    .action(doing((folder: string | undefined, options: ReadyOptions) => ready(parts, folder, options)));
}

async function ready(parts: CliParts, folder: string | undefined, options: ReadyOptions): Promise<ExitCode> {
  const { terminal } = parts;
  // Many programs start others with an input that has ended: that is no wish to stop.
  const stopWished = terminal.listenForStop();
  const named = await folderNamed(parts, folder);
  const project = await projectAt(named);
  const subject = readinessAt(project === undefined ? [] : placesOf(project, options));
  const root = project?.folder ?? named;
  await noteChanges(parts, root);
  const controller = new AbortController();
  void stopWished().then(() => controller.abort());
  const asked = { ...subject, checks: CHECKS.filter((id) => options.check?.includes(id) ?? true) };
  const tryReadiness = await parts.trial(root);
  const found = [...(await tryReadiness({ ...asked, signal: controller.signal }))];
  if (options.json === true) printJson(terminal, outputOf(found));
  else for (const [check, finding] of found) printFinding(terminal, check, finding);
  return worstOf(found.map(([, { verdict }]) => CODES[verdict]));
}

const CODES = { pass: EXIT.ok, fail: EXIT.failed, inconclusive: EXIT.pending } as const;

/** What the workspace shows by itself is enough: without a file, nothing is said. */
async function projectAt(folder: string): Promise<Project | undefined> {
  try {
    return await openProject(folder, {});
  } catch (error) {
    if (reasonOf(error) === "ConfigMissing") return undefined;
    throw error;
  }
}

/** What is proved is proved of the commit. */
async function noteChanges(parts: CliParts, folder: string): Promise<void> {
  const state = await (await parts.workspace(folder)).git.state();
  const count = state?.changed.length ?? 0;
  if (count === 0) return;
  const files = count === 1 ? "One file is" : `${count} files are`;
  parts.terminal.note(`${files} not as committed. The commit is tried: commit what is to be tried.`);
}

function printFinding(terminal: Terminal, check: ReadinessCheckId, { verdict, message, files = [] }: Finding): void {
  terminal.print(visible(`${verdict.padEnd(12)}  ${check.padEnd(22)}  ${message}`));
  for (const { path } of files) terminal.print(visible(`${"".padEnd(38)}${path}`));
}

function outputOf(found: readonly (readonly [ReadinessCheckId, Finding])[]): ReadyOutput {
  const verdicts = found.map(([, { verdict }]) => verdict);
  const commit = found.map(([, { facts }]) => facts?.["commit"]).find((one) => typeof one === "string");
  return {
    verdict: (["fail", "inconclusive"] as const).find((one) => verdicts.includes(one)) ?? "pass",
    commit: typeof commit === "string" ? commit : null,
    checks: found.map(([check, { verdict, reason, message, measure, places = [], files = [] }]) => ({
      check,
      label: READINESS_CHECKS[check].label,
      verdict,
      reason,
      message,
      measure: measure ?? null,
      places: places.map(({ path, line, about }) => ({ path, line: line ?? null, about: about ?? null })),
      files: files.map(({ path, sha256, bytes }) => ({ path, sha256, bytes })),
    })),
  };
}
