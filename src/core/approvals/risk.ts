import type { Risk } from "../graph/graph.ts";
import { type Change, changesOf } from "./change.ts";
import { type Hazard, hazardOf } from "./hazards.ts";
import { nodeOf } from "../graph/walk.ts";
import { latestEvidence } from "../run/latestEvidence.ts";
import type { RunState } from "../run/state.ts";
import { list } from "../run/words.ts";

/** What a change is judged by beside itself. */
export interface RiskFacts {
  readonly production: boolean;
  /** Whether the change is made in business hours; counts for restarts. */
  readonly businessHours: boolean;
  /** What a failure leads to. */
  readonly rollback: "automatic" | "ask";
  /** What there is to go back to: revisions that proved themselves here, others, or none. */
  readonly wayBack: "verified" | "unverified" | "none";
}

/** A risk, and what of it always needs a yes. */
export interface JudgedRisk extends Risk {
  /** Empty outside production. */
  readonly hazards: readonly Hazard[];
}

/**
 * How much harm a plan can do. High: production, and a hazard or no proved way back. Medium: production, a hazard
 * elsewhere, or several workloads at once. Low: the rest. In doubt the higher one.
 */
export function judgeRisk(changes: readonly Change[], facts: RiskFacts): JudgedRisk {
  const found = changes.flatMap((change) => hazardOf(change, facts.businessHours) ?? []);
  const hazards = found.filter((one, index) => found.findIndex(({ reason }) => reason === one.reason) === index);
  const { production } = facts;
  const grave = production && (hazards.length > 0 || facts.wayBack !== "verified");
  const several = workloadsIn(changes).length > 1;
  const level = grave ? "high" : production || hazards.length > 0 || several ? "medium" : "low";
  return { level, reasons: reasonsFor(changes, facts, hazards), hazards: production ? hazards : [] };
}

/**
 * The risk of a run as it stands: what its plan says, and what the checks found since. Evidence that is not a pass makes
 * production's risk high. This is what is shown to who decides.
 */
export function riskNow(state: RunState, node: string): Risk {
  const { level, reasons } = plannedRisk(state, node);
  const open = openChecks(state);
  if (open === 0) return { level, reasons };
  const doubt = open === 1 ? "One check is not a pass." : `${open} checks are not a pass.`;
  return { level: state.release.production ? "high" : higher(level, "medium"), reasons: [doubt, ...reasons] };
}

/** A plan that came without a risk, such as a drawn graph, is judged by its release. */
function plannedRisk(state: RunState, id: string): Risk {
  const node = nodeOf(state.graph, id);
  if (node?.kind === "approval" && node.risk !== undefined) return node.risk;
  const back = state.graph.nodes.some((one) => one.kind === "action" && one.action.type === "restore");
  return judgeRisk(changesOf(state.release.changes), {
    production: state.release.production,
    businessHours: true,
    rollback: state.rollback,
    wayBack: back ? "unverified" : "none",
  });
}

/** Of a check that was repeated the last answer counts. */
function openChecks(state: RunState): number {
  return latestEvidence(state).filter(({ verdict }) => verdict !== "pass").length;
}

function reasonsFor(changes: readonly Change[], facts: RiskFacts, hazards: readonly Hazard[]): string[] {
  const workloads = workloadsIn(changes);
  const said = [
    ...hazards.map(({ reason }) => reason),
    wayBackWords(facts),
    facts.production ? "It changes production." : "It does not change production.",
    workloads.length > 1 ? `It changes ${workloads.length} workloads: ${list(workloads)}.` : "",
    ...changes.map(toNothing),
    rollbackWords(facts),
  ];
  return said.filter((sentence) => sentence !== "");
}

function wayBackWords({ wayBack }: RiskFacts): string {
  if (wayBack === "none") return "Its plan has no way back.";
  return wayBack === "verified" ? "" : "What it goes back to never proved itself in a run.";
}

function rollbackWords({ rollback, wayBack }: RiskFacts): string {
  if (wayBack === "none") return "";
  if (rollback === "automatic") return "A failure is rolled back by itself.";
  return "After a failure a person is asked before it is rolled back.";
}

function toNothing(change: Change): string {
  return change.type === "scale" && change.to === 0 ? `${change.workload.name} goes to no pods and serves nobody.` : "";
}

function workloadsIn(changes: readonly Change[]): string[] {
  return [...new Set(changes.flatMap((change) => ("workload" in change ? [change.workload.name] : [])))];
}

const LEVELS = ["low", "medium", "high"] as const;

function higher(a: Risk["level"], b: Risk["level"]): Risk["level"] {
  return LEVELS.indexOf(a) > LEVELS.indexOf(b) ? a : b;
}
