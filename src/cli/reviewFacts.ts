import { timestamp } from "../base/clock.ts";
import { Fault } from "../base/result.ts";
import { riskNow } from "../core/approvals/risk.ts";
import { nodeOf } from "../core/graph/walk.ts";
import { movedImages, releaseName } from "../core/run/release.ts";
import type { RunState } from "../core/run/state.ts";
import type { CliParts } from "./parts.ts";
import { visible } from "./report.ts";

/** How a person said that they read the facts. */
interface Read {
  /** `--yes`. */
  readonly yes?: boolean;
  /** `--word`: what they would have typed. */
  readonly word?: string;
}

/**
 * Shows what the yes would be about, and asks for it. Gives the word that was said. Without a terminal `--yes` stands
 * for it, or `--word` where the policy is strict. Fault: `NotConfirmed`.
 */
export async function askForYes({ terminal }: CliParts, state: RunState, { yes, word }: Read): Promise<string> {
  const strict = isStrict(state);
  tellFacts({ terminal }, state);
  if (word !== undefined) return word;
  if (yes === true && !strict) return "yes";
  const typed = terminal.interactive ? await terminal.ask('Approve exactly this? Type "yes": ') : "";
  if (typed === "yes" || (!strict && typed.trim() === "yes")) return "yes";
  const how = strict ? 'Only exactly "yes" counts here: type it, or approve with --word yes.' : "Approve with --yes.";
  throw new Fault("NotConfirmed", `Nothing was answered. Read the facts above. ${how}`);
}

/** Shows what an override would put through, and asks for the environment's name. Fault: `NotConfirmed`. */
export async function confirmOverride({ terminal }: CliParts, state: RunState, confirm?: string): Promise<void> {
  const { environment } = state.release;
  tellFacts({ terminal }, state);
  const question = `Nobody else is asked. To put this through alone, type ${environment}: `;
  const typed = confirm ?? (terminal.interactive ? await terminal.ask(visible(question)) : "");
  if (typed.trim() === environment) return;
  const how = `type the environment's name, or pass --confirm ${environment}`;
  throw new Fault("NotConfirmed", `Nothing was overridden. To go on, ${how}.`);
}

function isStrict({ graph, approval }: RunState): boolean {
  const node = nodeOf(graph, approval?.node);
  return node?.kind === "approval" && node.policy.strict === true;
}

function tellFacts({ terminal }: Pick<CliParts, "terminal">, state: RunState): void {
  const { release, requestedBy, evidence, approval } = state;
  const risk = riskNow(state, approval?.node ?? "");
  const lines = [
    `${release.application} → ${release.environment}${release.production ? " (PROD)" : ""}: ${releaseName(release)}`,
    `Asked by ${requestedBy.name} at ${timestamp(state.requestedAt)}`,
    ...movedImages(release).map(
      ({ workload, container, from, to }) => `${workload.name}/${container}: ${from} → ${to}`,
    ),
    `Risk: ${risk.level}. ${risk.reasons.join(" ")}`,
    ...evidence.map(({ evidence: one }) => `${one.verdict}: ${one.message}`),
    "Answers are kept in this workspace: an attestation, not a proof.",
  ];
  for (const line of lines) terminal.note(visible(line));
}
