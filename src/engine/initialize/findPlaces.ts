import { deferred } from "../../base/async.ts";
import type { Clock } from "../../base/clock.ts";
import { messageOf } from "../../base/result.ts";
import type { Cluster } from "../../core/rollout/cluster.ts";
import { KINDS } from "../../core/rollout/kinds.ts";
import type { KubeObject, Workload } from "../../core/rollout/objects.ts";

/** A context of a kubeconfig and the namespace it names. */
export interface NamedContext {
  readonly name: string;
  readonly namespace?: string;
}

/** A namespace of a context that the person may see, or may name. */
export interface FoundNamespace {
  readonly context: string;
  readonly namespace: string;
  /** Why it is only guessed: the namespaces could not be listed. */
  readonly guessed: string | undefined;
}

/** How long a cluster is waited for. Milliseconds. */
const PATIENCE_MS = 8000;
/** Namespaces that hold the cluster itself. */
const SYSTEM = /^kube-(system|public|node-lease)$/u;

/**
 * The namespaces of a context. Where they may not be listed, or the cluster does not answer in time, the one that the
 * kubeconfig names, as a guess with the reason.
 */
export async function findNamespaces(
  { name, namespace = "default" }: NamedContext,
  connect: (context: string) => Promise<Cluster>,
  clock: Clock,
): Promise<readonly FoundNamespace[]> {
  const guess = (reason: string): FoundNamespace[] => [{ context: name, namespace, guessed: reason }];
  const read = async (): Promise<FoundNamespace[]> => {
    const found = await (await connect(name)).list<KubeObject>(KINDS.Namespace, {});
    const names = found.map(({ metadata }) => metadata.name).filter((one) => !SYSTEM.test(one));
    return names.toSorted().map((one) => ({ context: name, namespace: one, guessed: undefined }));
  };
  const late = deferred<FoundNamespace[]>();
  const timer = clock.after(PATIENCE_MS, () =>
    late.resolve(guess(`${name} did not answer in ${PATIENCE_MS / 1000} s`)),
  );
  try {
    return await Promise.race([read(), late.promise]);
  } catch (error) {
    return guess(messageOf(error));
  } finally {
    timer.dispose();
  }
}

/** Names of a namespace's workloads as `deployment/web`, those that nobody else controls; empty where none may be seen. */
export async function findWorkloads(cluster: Cluster, namespace: string): Promise<readonly string[]> {
  const kinds = [KINDS.Deployment, KINDS.StatefulSet, KINDS.DaemonSet] as const;
  const lists = await Promise.all(
    kinds.map(async (kind) => {
      const found = await cluster.list<Workload>(kind, { namespace }).catch((): Workload[] => []);
      const own = found.filter(
        ({ metadata }) => metadata.ownerReferences?.some(({ controller }) => controller === true) !== true,
      );
      return own.map(({ metadata }) => `${kind.kind.toLowerCase()}/${metadata.name}`);
    }),
  );
  return lists.flat();
}
