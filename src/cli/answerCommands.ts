import type { Command } from "commander";
import {
  answerApproval,
  attest,
  type AttestOptions,
  choose,
  intervene,
  overrideWindow,
  recheck,
  withdraw,
} from "./answer.ts";
import type { AnswerOptions } from "./answerOptions.ts";
import { type Doing, inWorkspace } from "./commandOptions.ts";
import type { CliParts } from "./parts.ts";

const REQUEST = `
RUN is a run of this workspace, or a request that a cluster keeps, by its id: tidegate requests. What a cluster keeps is
answered there, as whom your kubeconfig signs in.`;

const INTERVENTIONS = {
  pause: "Stop before the next step. What has begun is watched on.",
  resume: "Go on with a paused run, or with one that has lost its runner.",
  abort: "Stop a run. What it changed is asked about or rolled back.",
} as const;

/** Commands that speak to a run that is there. */
export function addAnswering(program: Command, parts: CliParts, doing: Doing): void {
  addApproving(program, parts, doing);
  addListWork(program, parts, doing);
  inWorkspace(program.command("answer <run> <option>"), "Answer a run's question, such as roll-back or keep.").action(
    doing((run: string, option: string, options: AnswerOptions) => choose(parts, run, option, options)),
  );
  for (const kind of ["pause", "resume", "abort"] as const) {
    inWorkspace(program.command(`${kind} <run>`), INTERVENTIONS[kind])
      .option("--reason <text>", "why")
      .action(doing((run: string, options: AnswerOptions) => intervene(parts, run, kind, options)));
  }
}

/** What a run waits for that is a person's to settle or to mend. */
function addListWork(program: Command, parts: CliParts, doing: Doing): void {
  inWorkspace(program.command("attest <run> <check...>"), "Give your word on checks that nothing else can tell.")
    .requiredOption("--statement <text>", "what you saw or did, in a sentence (required)")
    .option("--fail", "your word is that it fails")
    .addHelpText("after", "\nSee the checks a run waits for, and their ids, with: tidegate runs RUN")
    .action(doing((run: string, checks: string[], options: AttestOptions) => attest(parts, run, checks, options)));
  inWorkspace(
    program.command("override-window <run>"),
    "Let a run begin outside of its window, where you are listed for it.",
  )
    .requiredOption("--reason <text>", "why it cannot wait, in a few words (required)")
    .action(doing((run: string, options: AnswerOptions) => overrideWindow(parts, run, options)));
  inWorkspace(program.command("recheck <run>"), "Measure the checks a run waits for again.").action(
    doing((run: string, options: AnswerOptions) => recheck(parts, run, options)),
  );
}

function addApproving(program: Command, parts: CliParts, doing: Doing): void {
  inWorkspace(program.command("approve <run>"), "Say yes to what a run waits to do, after its facts were read.")
    .option("-y, --yes", "the facts were read")
    .option("--word <text>", "the word itself, where only exactly yes counts")
    .option("--confirm <environment>", "the environment's name, where the cluster keeps the answers of production")
    .option("--comment <text>", "what you want to say with it")
    .addHelpText("after", REQUEST)
    .action(doing((run: string, options: AnswerOptions) => answerApproval(parts, run, "approve", options)));
  inWorkspace(program.command("reject <run>"), "Say no to what a run waits to do. A rejection is final.")
    .requiredOption("--reason <text>", "why (required)")
    .addHelpText("after", REQUEST)
    .action(doing((run: string, options: AnswerOptions) => answerApproval(parts, run, "reject", options)));
  inWorkspace(
    program.command("override <run>"),
    "Put through alone what a run waits to do, where you are listed for it.",
  )
    .requiredOption("--reason <text>", "why it cannot wait (required)")
    .option("--confirm <environment>", "the environment's name")
    .addHelpText("after", REQUEST)
    .action(doing((run: string, options: AnswerOptions) => answerApproval(parts, run, "override", options)));
  inWorkspace(program.command("withdraw <run>"), "Take back your yes, or the request that you made.")
    .addHelpText("after", REQUEST)
    .action(doing((run: string, options: AnswerOptions) => withdraw(parts, run, options)));
}
