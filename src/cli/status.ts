import { messageOf, reasonOf } from "../base/result.ts";
import { judge } from "../core/rollout/judge.ts";
import { KINDS } from "../core/rollout/kinds.ts";
import type { Pod, ReplicaSet } from "../core/rollout/objects.ts";
import { versionLabel } from "../core/rollout/image.ts";
import { imagesOf } from "../core/rollout/template.ts";
import type { Place } from "../engine/request/runPlan.ts";
import { workloadsIn } from "../engine/request/workloadsIn.ts";
import type { StatusOutput } from "../protocol/output.ts";
import { EXIT, type ExitCode, exitCodeFor, exitCodeOf, worstOf } from "./exitCode.ts";
import type { CliParts } from "./parts.ts";
import { type FolderOptions, openProject, type PlaceNames, placesOf } from "./place.ts";
import { type OutputOptions, printJson, table } from "./report.ts";

const HEAD = ["ENVIRONMENT", "WORKLOAD", "VERSION", "STATUS", "MESSAGE"];

type Environment = StatusOutput["environments"][number];

/** `tidegate status`: every environment at once; one that gives no answer delays none. */
export async function status(
  parts: CliParts,
  names: PlaceNames,
  options: FolderOptions & OutputOptions,
): Promise<ExitCode> {
  const { terminal } = parts;
  const project = await openProject(terminal.cwd, options);
  const seen = await Promise.all(placesOf(project, names).map((place) => look(parts, place)));
  const environments = seen.map((one) => one.environment);
  if (options.json === true) printJson(terminal, { environments });
  else terminal.print(table([HEAD, ...environments.flatMap(rows)]));
  const statuses = environments.flatMap((one) => one.workloads.map((workload) => workload.status));
  return worstOf([...seen.map((one) => one.code), exitCodeFor(statuses)]);
}

async function look(parts: CliParts, place: Place): Promise<{ environment: Environment; code: ExitCode }> {
  const { application, environment, config } = place;
  const { production, context, namespace } = config;
  const head = { application, environment, production, context, namespace };
  try {
    return { environment: { ...head, workloads: await workloads(parts, place) }, code: EXIT.ok };
  } catch (error) {
    const fault = { reason: reasonOf(error), message: messageOf(error) };
    return { environment: { ...head, workloads: [], error: fault }, code: exitCodeOf(error) };
  }
}

async function workloads(parts: CliParts, place: Place): Promise<Environment["workloads"]> {
  const cluster = await parts.connect(place.config.context);
  try {
    const { namespace } = place.config;
    const [found, replicaSets, pods] = await Promise.all([
      workloadsIn(cluster, place),
      cluster.list<ReplicaSet>(KINDS.ReplicaSet, { namespace }),
      cluster.list<Pod>(KINDS.Pod, { namespace }),
    ]);
    return found.map(({ workload, object }) => {
      const { status: state, reason, message } = judge(object, { replicaSets, pods });
      const [image = ""] = Object.values(imagesOf(object.spec.template));
      return { ...workload, version: versionLabel(image), status: state, reason, message };
    });
  } finally {
    cluster.dispose();
  }
}

function rows(one: Environment): string[][] {
  const place = `${one.application} ${one.environment}${one.production ? " (PROD)" : ""}`;
  if (one.error !== undefined) return [[place, "", "", one.error.reason, one.error.message]];
  return one.workloads.map((workload) => [place, workload.name, workload.version, workload.status, workload.message]);
}
