import { Fault } from "../../base/result.ts";
import { podsOf, podsOfDeployment } from "../../core/rollout/family.ts";
import { KINDS } from "../../core/rollout/kinds.ts";
import type { Pod, ReplicaSet, Workload } from "../../core/rollout/objects.ts";
import { isReady, podWords } from "../../core/rollout/pod.ts";
import { pickOne } from "../ask/pick.ts";
import { l10n } from "../l10n.ts";
import { sentences } from "../messages/messages.ts";
import type { Services } from "../services.ts";
import { plain } from "../text/plain.ts";
import { type Environment, environmentOf } from "./chooseEnvironment.ts";
import { chooseWorkload } from "./chooseWorkload.ts";
import { targetOf } from "./subject.ts";

/** A pod as it is now, with the environment it runs in. */
export interface ChosenPod {
  readonly environment: Environment;
  readonly pod: Pod;
}

const KINDS_WITH_PODS = ["Deployment", "StatefulSet", "DaemonSet", "Job"] as const;

/** The pod a command was called on, or one of a workload's pods, those in trouble first. */
export async function choosePod(services: Services, subject: unknown, title: string): Promise<ChosenPod | undefined> {
  const target = targetOf(subject);
  const environment = environmentOf(services, subject);
  if (target?.type === "pod" && environment !== undefined) {
    return { environment, pod: await readPod(services, environment, target.name) };
  }
  const chosen = await chooseWorkload(services, subject, title, KINDS_WITH_PODS);
  if (chosen === undefined) return undefined;
  const pods = await podsOfWorkload(services, chosen.environment, chosen.workload);
  if (pods.length === 0) throw new Fault("NoPods", sentences.noPods(chosen.workload.metadata.name));
  const pod = pods.length === 1 ? pods[0] : await askPod(title, pods);
  return pod === undefined ? undefined : { environment: chosen.environment, pod };
}

async function readPod(services: Services, { config }: Environment, name: string): Promise<Pod> {
  const cluster = await services.pool.get(config.context);
  const pod = await cluster.get<Pod>({ kind: KINDS.Pod, namespace: config.namespace, name });
  if (pod === undefined) throw new Fault("NotFound", l10n.t("Pod {0} is not there any more.", plain(name)));
  return pod;
}

/** The pods of a workload now, those that are not ready first. */
async function podsOfWorkload(
  services: Services,
  { config }: Environment,
  workload: Workload,
): Promise<readonly Pod[]> {
  const cluster = await services.pool.get(config.context);
  const scope = { namespace: config.namespace };
  const pods = await cluster.list<Pod>(KINDS.Pod, scope);
  const own =
    workload.kind === "Deployment"
      ? podsOfDeployment(workload, { pods, replicaSets: await cluster.list<ReplicaSet>(KINDS.ReplicaSet, scope) })
      : podsOf(workload, { pods });
  return own.toSorted((a, b) => Number(isReady(a)) - Number(isReady(b)));
}

async function askPod(title: string, pods: readonly Pod[]): Promise<Pod | undefined> {
  const choices = pods.map((pod) => ({
    label: plain(pod.metadata.name),
    description: plain(podWords(pod)),
    value: pod,
  }));
  const answer = await pickOne({ title, placeholder: l10n.t("Pod") }, choices);
  return answer.type === "next" ? answer.value : undefined;
}
