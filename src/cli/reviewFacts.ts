import { timestamp } from "../base/clock.ts";
import { riskNow } from "../core/approvals/risk.ts";
import { isStrict } from "../core/approvals/strictWord.ts";
import { latestEvidence } from "../core/run/latestEvidence.ts";
import { movedImages, releaseName } from "../core/run/release.ts";
import type { RunState } from "../core/run/state.ts";
import type { Read } from "./answerOptions.ts";
import { confirmAlone, sayYes } from "./confirmAnswer.ts";
import type { CliParts, Terminal } from "./parts.ts";
import { visible } from "./report.ts";

/** What answers in a workspace are worth. */
const ATTESTED = "Answers are kept in this workspace: an attestation, not a proof.";

/** Shows what the yes would be about, and asks for it. Gives the word that was said. Fault: `NotConfirmed`. */
export async function askForYes({ terminal }: CliParts, state: RunState, read: Read): Promise<string> {
  tellFacts(terminal, state, ATTESTED);
  return await sayYes(terminal, read, isStrict(state.graph, state.approval?.node));
}

/** Shows what an override would put through, and asks for the environment's name. Fault: `NotConfirmed`. */
export async function confirmOverride({ terminal }: CliParts, state: RunState, confirm?: string): Promise<void> {
  tellFacts(terminal, state, ATTESTED);
  await confirmAlone(terminal, state.release.environment, confirm);
}

/** Shows what an answer would be about; `kept` says where it is kept. */
export function tellFacts(terminal: Pick<Terminal, "note">, state: RunState, kept: string): void {
  const { release, requestedBy, approval } = state;
  const risk = riskNow(state, approval?.node ?? "");
  const lines = [
    `${release.application} → ${release.environment}${release.production ? " (PROD)" : ""}: ${releaseName(release)}`,
    `Asked by ${requestedBy.name} at ${timestamp(state.requestedAt)}`,
    ...movedImages(release).map(
      ({ workload, container, from, to }) => `${workload.name}/${container}: ${from} → ${to}`,
    ),
    `Risk: ${risk.level}. ${risk.reasons.join(" ")}`,
    ...latestEvidence(state).map((one) => `${one.verdict}: ${one.message}`),
    kept,
  ];
  for (const line of lines) terminal.note(visible(line));
}
