import { Fault } from "../base/result.ts";
import type { Cluster } from "../core/rollout/cluster.ts";
import { planDeployment } from "../engine/request/planDeployment.ts";
import { planRollbackTo, type RollbackTarget } from "../engine/request/planRollbackTo.ts";
import { requestRun } from "../engine/request/requestRun.ts";
import type { Place, PlanPorts, RunPlan } from "../engine/request/runPlan.ts";
import { EXIT, type ExitCode, exitCodeAfter } from "./exitCode.ts";
import { followRun } from "./follow.ts";
import type { CliParts, Workspace } from "./parts.ts";
import { onePlace, openProject, type PlaceOptions } from "./place.ts";
import { planOutputOf, planText } from "./planText.ts";
import type { OutputOptions } from "./report.ts";
import { runOutputOf } from "./runText.ts";

export interface ShipOptions extends PlaceOptions, OutputOptions {
  readonly dryRun?: boolean;
  readonly wait?: boolean;
  /** Production: the environment's name, typed beforehand. */
  readonly confirm?: string;
}

export interface RollbackOptions extends ShipOptions {
  /** `verified`, `previous`, or a revision's number together with `workload`. */
  readonly to: string;
  readonly workload?: string;
}

/** `tidegate deploy VERSION`. */
export function deploy(parts: CliParts, version: string, options: ShipOptions): Promise<ExitCode> {
  return ship(parts, options, (ports, place) => planDeployment(ports, place, version));
}

/** `tidegate rollback`. */
export function rollback(parts: CliParts, options: RollbackOptions): Promise<ExitCode> {
  const target = targetOf(options);
  return ship(parts, options, (ports, place) => planRollbackTo(ports, place, target));
}

type Planner = (ports: PlanPorts, place: Place) => Promise<RunPlan>;

async function ship(parts: CliParts, options: ShipOptions, makePlan: Planner): Promise<ExitCode> {
  const { terminal } = parts;
  const project = await openProject(terminal.cwd, options);
  const place = onePlace(project, options);
  const workspace = parts.workspace(project.folder);
  const plan = await planned(await parts.connect(place.config.context), workspace, place, makePlan);
  if (options.json !== true) terminal.print(planText(plan));
  if (options.dryRun === true) {
    if (options.json === true) terminal.print(JSON.stringify(planOutputOf(plan, undefined), undefined, 2));
    return EXIT.ok;
  }
  await confirm(parts, place, options);
  return begin(parts, workspace, plan, options);
}

async function planned(cluster: Cluster, { store }: Workspace, place: Place, makePlan: Planner): Promise<RunPlan> {
  try {
    return await makePlan({ cluster, store }, place);
  } finally {
    cluster.dispose();
  }
}

async function begin(parts: CliParts, workspace: Workspace, plan: RunPlan, options: ShipOptions): Promise<ExitCode> {
  const { terminal, clock, nonce } = parts;
  const folder = await requestRun({ ...workspace, clock, nonce }, plan, await workspace.me());
  terminal.note(`Run ${folder.run} has begun. See it with: tidegate runs ${folder.run}`);
  if (options.wait !== true) {
    if (options.json === true) terminal.print(JSON.stringify(planOutputOf(plan, folder.run), undefined, 2));
    return EXIT.ok;
  }
  const state = await followRun(folder, terminal.note);
  if (options.json === true) terminal.print(JSON.stringify(runOutputOf(state), undefined, 2));
  return state.ended === undefined ? EXIT.pending : exitCodeAfter(state.ended.outcome);
}

/** Production is changed only by someone who typed its name. */
async function confirm({ terminal }: CliParts, place: Place, options: ShipOptions): Promise<void> {
  if (!place.config.production) return;
  const name = place.environment;
  const question = `This changes production. Type ${name} to go on: `;
  const typed = options.confirm ?? (terminal.interactive ? await terminal.ask(question) : "");
  if (typed.trim() === name) return;
  throw new Fault("NotConfirmed", `Nothing was changed. ${name} is production: confirm with --confirm ${name}.`);
}

function targetOf({ to, workload }: RollbackOptions): RollbackTarget {
  if (to === "verified" || to === "previous") return to;
  const revision = Number(to);
  if (Number.isSafeInteger(revision) && revision > 0 && workload !== undefined) return { workload, revision };
  const message = "--to takes verified, previous, or a revision's number together with --workload NAME.";
  throw new Fault("UnknownOption", message);
}
