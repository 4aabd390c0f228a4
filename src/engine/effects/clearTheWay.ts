import { messageOf, reasonOf } from "../../base/result.ts";
import { controllerRevisionOf } from "../../core/rollout/family.ts";
import { KINDS } from "../../core/rollout/kinds.ts";
import { revisionOf } from "../../core/rollout/revisions.ts";
import { readHistory } from "../change/history.ts";
import { isConflict, isFinal } from "../faults.ts";
import type { RunRecord } from "../records/runRecord.ts";
import { refuseFenced } from "./performAction.ts";
import type { RunPorts } from "../runPorts.ts";
import type { Blockage, RolloutWatch } from "./rolloutWatch.ts";

/** The hold of a restore that is under way. */
interface Restoring {
  readonly record: RunRecord;
  readonly watch: RolloutWatch;
  readonly node: string;
}

/**
 * Deletes the pods that keep a StatefulSet from going back, each after a note in the journal, so that its controller
 * makes them anew. Only those of the revision that the restore replaced; any other is left for a person. A pod is named
 * by its uid: one that was made since then is never hit, however often this is asked for.
 */
export async function clearTheWay(ports: RunPorts, restoring: Restoring, found: readonly Blockage[]): Promise<void> {
  for (const blockage of found) {
    const { pod, workload } = blockage;
    const failed = await failedRevision(ports, blockage);
    const fenced = await whoHolds(ports, restoring, blockage);
    if (fenced !== undefined) {
      restoring.watch.settle(pod, left(blockage, fenced));
      continue;
    }
    if (failed !== undefined && controllerRevisionOf(pod) === failed) await remove(ports, restoring, blockage, failed);
    else restoring.watch.settle(pod, left(blockage, `it is not of the revision that ${workload.name} is leaving`));
  }
}

/** Who has taken the environment over, in a sentence; undefined where this run still may change it. */
async function whoHolds(
  ports: RunPorts,
  { record }: Restoring,
  { workload, object }: Blockage,
): Promise<string | undefined> {
  try {
    await refuseFenced(ports, record.state, workload, object);
    return undefined;
  } catch (error) {
    if (reasonOf(error) === "Fenced") return messageOf(error);
    throw error;
  }
}

async function failedRevision({ cluster }: RunPorts, { object, replaced }: Blockage): Promise<string | undefined> {
  return revisionOf(await readHistory(cluster, object), replaced)?.name;
}

async function remove(ports: RunPorts, to: Restoring, blockage: Blockage, revision: string): Promise<void> {
  const { record, watch, node } = to;
  const { workload, pod } = blockage;
  const { name, namespace = "", uid = "" } = pod.metadata;
  await record.append({ type: "pod-removal-intended", node, workload, pod: name, uid, revision });
  try {
    await ports.cluster.remove({ kind: KINDS.Pod, namespace, name }, { uid });
  } catch (error) {
    // Another pod has the name: the one that was meant is gone.
    if (isFinal(error)) return watch.settle(pod, left(blockage, messageOf(error)));
    if (!isConflict(error)) throw error;
  }
  watch.settle(pod);
}

function left({ workload, pod }: Blockage, why: string): string {
  const { name } = pod.metadata;
  const reason = why.replace(/\.$/u, "");
  return `Pod ${name} is not ready and keeps ${workload.name} from going back, and it was not deleted: ${reason}. Delete it.`;
}
