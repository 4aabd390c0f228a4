import { Fault } from "../../base/result.ts";
import type { Cluster, Patch } from "../../core/rollout/cluster.ts";
import { KINDS } from "../../core/rollout/kinds.ts";
import type { Workload, WorkloadKind } from "../../core/rollout/objects.ts";
import { FIELD_MANAGER } from "../../engine/change/marks.ts";
import { sentences } from "../messages/messages.ts";
import type { Services } from "../services.ts";
import type { Environment } from "./chooseEnvironment.ts";

/** Rejects with `Forbidden`, and a sentence that says what to do, where the person may not change the workload. */
export async function allowed(
  services: Services,
  environment: Environment,
  workload: Workload,
  verb: string,
  subresource?: "scale",
): Promise<void> {
  const { cluster, ref } = await addressOf(services, environment, workload);
  const question = { verb: "patch", kind: ref.kind, namespace: ref.namespace, name: ref.name } as const;
  const answer = await cluster.may(subresource === undefined ? question : { ...question, subresource });
  if (!answer.allowed) throw new Fault("Forbidden", sentences.notAllowed(verb, ref.name, answer.reason));
}

/** Writes a patch as Tidegate. */
export async function applyPatch(
  services: Services,
  environment: Environment,
  workload: Workload,
  patch: Patch,
  subresource?: "scale",
): Promise<void> {
  const { cluster, ref } = await addressOf(services, environment, workload);
  services.log.info(`Patching ${ref.kind.kind} ${ref.namespace}/${ref.name} in ${cluster.context}.`);
  await cluster.patch(ref, patch, {
    fieldManager: FIELD_MANAGER,
    ...(subresource === undefined ? {} : { subresource }),
  });
}

async function addressOf(services: Services, { config }: Environment, workload: Workload) {
  const cluster: Cluster = await services.pool.get(config.context);
  const kind = KINDS[workload.kind as WorkloadKind];
  return { cluster, ref: { kind, namespace: config.namespace, name: workload.metadata.name } };
}
