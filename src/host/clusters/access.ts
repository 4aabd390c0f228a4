import type { Access, Cluster } from "../../core/rollout/cluster.ts";
import { KINDS } from "../../core/rollout/kinds.ts";
import type { EnvironmentAccess } from "./environmentSnapshot.ts";

type Question = Omit<Access, "namespace">;

/**
 * Asks the API server what the person may do in a namespace. A question that fails is answered with no: a menu entry
 * that is missing is better than one that is refused.
 */
export async function readAccess(cluster: Cluster, namespace: string): Promise<EnvironmentAccess> {
  const may = async (question: Question): Promise<boolean> => {
    try {
      return (await cluster.may({ ...question, namespace })).allowed;
    } catch {
      return false;
    }
  };
  const [Deployment, StatefulSet, DaemonSet, Job, scaleDeployment, scaleStatefulSet, logs, forward] = await Promise.all(
    [
      may({ verb: "patch", kind: KINDS.Deployment }),
      may({ verb: "patch", kind: KINDS.StatefulSet }),
      may({ verb: "patch", kind: KINDS.DaemonSet }),
      may({ verb: "patch", kind: KINDS.Job }),
      may({ verb: "patch", kind: KINDS.Deployment, subresource: "scale" }),
      may({ verb: "patch", kind: KINDS.StatefulSet, subresource: "scale" }),
      may({ verb: "get", kind: KINDS.Pod, subresource: "log" }),
      may({ verb: "create", kind: KINDS.Pod, subresource: "portforward" }),
    ],
  );
  return {
    patch: { Deployment, StatefulSet, DaemonSet, Job },
    scale: { Deployment: scaleDeployment, StatefulSet: scaleStatefulSet },
    logs,
    forward,
  };
}
