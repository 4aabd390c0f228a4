import type { Connection } from "./connection.ts";
import { applyManifest, mustKubectl } from "./kubectl.ts";

export interface DeploymentOptions {
  readonly namespace: string;
  readonly name: string;
  readonly image: string;
  readonly replicas?: number;
  /** Added to the pod's specification. */
  readonly podSpec?: object;
  /** Added to the container. */
  readonly container?: object;
}

/** A plain Deployment of one container. */
export function deployment(options: DeploymentOptions): object {
  const labels = { app: options.name };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: options.name, namespace: options.namespace },
    spec: {
      replicas: options.replicas ?? 3,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: "app", image: options.image, ...options.container }], ...options.podSpec },
      },
    },
  };
}

/** Applies a Deployment and waits until kubectl calls its rollout complete. */
export async function rollOut(connection: Connection, options: DeploymentOptions): Promise<void> {
  await applyManifest(connection, [deployment(options)]);
  const target = [`deployment/${options.name}`, `--namespace=${options.namespace}`];
  await mustKubectl(connection, ["rollout", "status", ...target, "--timeout=120s"], { timeoutMs: 130_000 });
}

/** The part of a pod that these tests look at. */
export interface PodView {
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  readonly spec: { readonly nodeName?: string };
  readonly status: {
    readonly phase: string;
    readonly podIP?: string;
    readonly startTime?: string;
    readonly conditions: readonly {
      readonly type: string;
      readonly status: string;
      readonly lastTransitionTime: string;
    }[];
    readonly containerStatuses?: readonly ContainerView[];
  };
}

export interface ContainerView {
  readonly ready: boolean;
  readonly restartCount: number;
  readonly state: {
    readonly waiting?: { readonly reason: string; readonly message?: string };
    readonly running?: object;
    readonly terminated?: { readonly exitCode: number };
  };
  readonly lastState?: { readonly terminated?: { readonly exitCode: number } };
}

/** The pods of one Deployment made by `deployment`. */
export async function podsOf(connection: Connection, namespace: string, name: string): Promise<readonly PodView[]> {
  const text = await mustKubectl(connection, ["get", "pods", "-n", namespace, "-l", `app=${name}`, "-o", "json"]);
  return (JSON.parse(text) as { items: PodView[] }).items;
}

/** The containers of those pods. */
export async function containersOf(
  connection: Connection,
  namespace: string,
  name: string,
): Promise<readonly ContainerView[]> {
  return (await podsOf(connection, namespace, name)).flatMap((pod) => pod.status.containerStatuses ?? []);
}
