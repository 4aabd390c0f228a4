import { Fault } from "../base/result.ts";
import type { EnvironmentConfig } from "../core/config/config.ts";
import { planDecisionPath, type PathPorts } from "../engine/request/planDecisionPath.ts";
import { planDeployment } from "../engine/request/planDeployment.ts";
import { planRollbackTo, type RollbackTarget } from "../engine/request/planRollbackTo.ts";
import { workloadRef } from "../engine/request/workloadsIn.ts";
import type { Place, RunPlan } from "../engine/request/runPlan.ts";
import { begin } from "./beginRun.ts";
import { EXIT, type ExitCode } from "./exitCode.ts";
import type { CliParts, Workspace } from "./parts.ts";
import { type FolderOptions, openProject, type PlaceNames, placeOf } from "./place.ts";
import { planOutputOf, planText } from "./planText.ts";
import { type OutputOptions, printJson, visible } from "./report.ts";

interface ShipOptions extends FolderOptions, OutputOptions {
  /** As `kind/name`; all of the environment without. */
  readonly workload?: readonly string[];
  readonly dryRun?: boolean;
  readonly wait?: boolean;
  /** The diff was looked at beforehand. */
  readonly yes?: boolean;
  /** Production: the environment's name, typed beforehand. */
  readonly confirm?: string;
}

export interface DeployOptions extends ShipOptions {
  /** What the deployment walks; what the environment says without. */
  readonly path?: EnvironmentConfig["path"];
}

export interface RollbackOptions extends ShipOptions {
  /** `verified`, `previous`, or a revision's number together with one `workload`. */
  readonly to: string;
}

/** `tidegate deploy APPLICATION ENVIRONMENT [VERSION]`. Only the decision path can be walked without a version. */
export function deploy(
  parts: CliParts,
  names: Required<PlaceNames>,
  version: string | undefined,
  options: DeployOptions,
): Promise<ExitCode> {
  return ship(parts, names, options, (ports, place) => {
    if ((options.path ?? place.config.path) === "decision") return planDecisionPath(ports, place, version);
    if (version !== undefined) return planDeployment(ports, place, version);
    throw new Fault("Usage", "Name the version to deploy, or walk the decision path without one: --path decision");
  });
}

/** `tidegate rollback APPLICATION ENVIRONMENT`. */
export async function rollback(
  parts: CliParts,
  names: Required<PlaceNames>,
  options: RollbackOptions,
): Promise<ExitCode> {
  const target = rollbackTarget(options);
  return ship(parts, names, options, (ports, place) => planRollbackTo(ports, place, target));
}

type Planner = (ports: PathPorts, place: Place) => Promise<RunPlan>;

async function ship(
  parts: CliParts,
  names: Required<PlaceNames>,
  options: ShipOptions,
  makePlan: Planner,
): Promise<ExitCode> {
  const { terminal } = parts;
  const project = await openProject(terminal.cwd, options);
  const place = placeOf(project, names, options.workload);
  const workspace = await parts.workspace(project.folder);
  const plan = await planned(parts, workspace, place, makePlan);
  if (options.json !== true) terminal.print(planText(plan));
  if (options.dryRun === true) {
    if (options.json === true) printJson(terminal, planOutputOf(plan, undefined));
    return EXIT.ok;
  }
  if (plan.release.changes.length > 0) await confirm(parts, place, options);
  return begin(parts, workspace, plan, options);
}

async function planned(
  parts: CliParts,
  { store, files }: Workspace,
  place: Place,
  makePlan: Planner,
): Promise<RunPlan> {
  const cluster = await parts.connect(place.config.context);
  try {
    return await makePlan({ cluster, store, files, hash: parts.hash }, place);
  } finally {
    cluster.dispose();
  }
}

/** Asking for a run says that its diff was read; in production, by someone who typed the environment's name. */
async function confirm({ terminal }: CliParts, { environment, config }: Place, options: ShipOptions): Promise<void> {
  if (config.production) {
    const question = `This changes production. Type ${environment} to go on: `;
    const typed = options.confirm ?? (terminal.interactive ? await terminal.ask(visible(question)) : "");
    if (typed.trim() === environment) return;
    const how = `${environment} is production: confirm with --confirm ${environment}.`;
    throw new Fault("NotConfirmed", `Nothing was changed. ${how}`);
  }
  if (options.yes === true || options.confirm?.trim() === environment) return;
  const typed = terminal.interactive ? await terminal.ask("Go on with exactly this? (y/N): ") : "";
  if (/^y(es)?$/iu.test(typed.trim())) return;
  throw new Fault("NotConfirmed", "Nothing was changed. Read the diff (--dry-run shows it alone), then say --yes.");
}

/** What `--to` names. Fault `UnknownOption` where it is nothing to go back to. */
export function rollbackTarget({ to, workload = [] }: Pick<RollbackOptions, "to" | "workload">): RollbackTarget {
  if (to === "verified" || to === "previous") return to;
  const revision = /^[1-9]\d{0,8}$/u.test(to) ? Number(to) : undefined;
  const [one, ...others] = workload;
  const named = workloadRef(one ?? "");
  if (revision !== undefined && named !== undefined && others.length === 0) return { workload: named.name, revision };
  const message = "--to takes verified, previous, or a revision's number together with one --workload kind/name.";
  throw new Fault("UnknownOption", message);
}
