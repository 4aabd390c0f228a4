import { Fault } from "../../base/result.ts";
import type { WorkloadRef } from "../../core/graph/graph.ts";
import type { RunPlan } from "../../engine/request/runPlan.ts";
import type { WorkloadChange } from "../../engine/request/planWorkloadChange.ts";
import { l10n } from "../l10n.ts";
import { sentences } from "../messages/messages.ts";
import type { Services } from "../services.ts";
import { plain } from "../text/plain.ts";
import type { ChosenWorkload } from "./chooseWorkload.ts";
import { askToStart, showPlan } from "./reviewPlan.ts";
import { startRun } from "./startRun.ts";

/** The run of a change that always needs somebody's yes here; undefined where the person may make it at once. */
export async function runForChange(
  services: Services,
  { environment, workload }: ChosenWorkload,
  change: WorkloadChange,
): Promise<RunPlan | undefined> {
  const { key, config } = environment;
  const folder = await services.runs.folder(key.file);
  const cluster = await services.pool.get(config.context);
  const ref = { kind: workload.kind, name: workload.metadata.name } as WorkloadRef;
  return await folder.planChange(cluster, { ...key, config }, ref, change);
}

/** Shows what the run would change and why it needs a yes, asks, and starts it. */
export async function startChange(
  services: Services,
  { environment, workload }: ChosenWorkload,
  plan: RunPlan,
  { verb, what }: { readonly verb: string; readonly what: string },
): Promise<void> {
  await showPlan(services, plan);
  const approval = plan.graph.nodes.find((node) => node.kind === "approval");
  const notes = approval?.risk?.reasons.slice(0, 1) ?? [];
  const title = l10n.t("{0} {1}", verb, plain(workload.metadata.name));
  const answer = await askToStart(plan, { title, verb, what, notes });
  if (answer.type === "next") await startRun(services, environment.key.file, plan);
}

/** Looks once more right before a change is made at once: while a person read and typed, it may have become another. */
export async function refuseUnasked(services: Services, chosen: ChosenWorkload, change: WorkloadChange): Promise<void> {
  if ((await runForChange(services, chosen, change)) === undefined) return;
  throw new Fault("NeedsApproval", sentences.needsApproval(chosen.workload.metadata.name));
}
