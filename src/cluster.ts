import { connectCluster } from "./adapters/kubernetes/connect.ts";
import { credentialStore } from "./adapters/kubernetes/execCredential.ts";
import { guardPoliciesOf } from "./adapters/kubernetes/guardPolicies.ts";
import { guardStoreOf } from "./adapters/kubernetes/guardStore.ts";
import {
  listContexts,
  loadKubeconfig,
  type ContextInfo,
  type KubeconfigSource,
} from "./adapters/kubernetes/kubeconfig.ts";
import { shippedPolicies } from "./adapters/kubernetes/shippedPolicies.ts";
import { systemClock } from "./adapters/process/systemClock.ts";
import type { PolicyObject } from "./core/guard/policyObjects.ts";
import type { UninstallPlan, UninstallWishes } from "./core/guard/uninstallPlan.ts";
import type { InstallOptions } from "./core/ports/guardPolicies.ts";
import type { ClusterApprovals } from "./core/ports/clusterApprovals.ts";
import type { GuardStore } from "./core/ports/guardStore.ts";
import type { Cluster } from "./core/rollout/cluster.ts";

export type { ContextInfo } from "./adapters/kubernetes/kubeconfig.ts";
export { openLease, type Lease, type LeaseTerms } from "./adapters/kubernetes/lease.ts";

/** One store for the process: two contexts of one user share its credential plugin's answer. */
const credentials = credentialStore(systemClock);

export interface ConnectOptions {
  /** Kubeconfig files instead of `KUBECONFIG` or `~/.kube/config`. */
  readonly kubeconfig?: readonly string[];
}

/** The cluster of a kubeconfig context; no connection is made before its first call. See `connectCluster` for faults. */
export function connect(context: string, options: ConnectOptions = {}): Promise<Cluster> {
  return connectCluster(context, { clock: systemClock, random: Math.random, source: sourceOf(options), credentials });
}

/**
 * Approvals as a cluster keeps and enforces them. `policies` is the folder with the policies that are shipped; they are
 * read when they are first held against the cluster's. `media/cluster` of the extension.
 */
export function approvals(cluster: Cluster, policies: string): ClusterApprovals {
  let wanted: Promise<readonly PolicyObject[]> | undefined;
  const held = guardPoliciesOf(cluster, { clock: systemClock });
  return {
    guards: guards(cluster),
    async policies(signal) {
      wanted ??= shippedPolicies(policies);
      return held.state(await wanted, signal);
    },
  };
}

/** The policies of a cluster, to be installed or taken out; `folder` as of {@link approvals}. */
export function clusterPolicies(cluster: Cluster, folder: string) {
  const held = guardPoliciesOf(cluster, { clock: systemClock });
  return {
    planInstall: async (options?: InstallOptions) => held.planInstall(await shippedPolicies(folder), options),
    install: async (options?: InstallOptions) => held.install(await shippedPolicies(folder), options),
    planUninstall: async (wishes?: UninstallWishes) => held.planUninstall(await shippedPolicies(folder), wishes),
    uninstall: (plan: UninstallPlan) => held.uninstall(plan),
  };
}

/** Requests and answers that a cluster's API server keeps and judges. */
export function guards(cluster: Cluster): GuardStore {
  return guardStoreOf(cluster, { clock: systemClock, random: Math.random });
}

/** The contexts of the person's kubeconfig, in file order, without any connection. Rejects with `KubeconfigInvalid`. */
export async function contexts(options: ConnectOptions = {}): Promise<ContextInfo[]> {
  return listContexts(await loadKubeconfig(sourceOf(options)));
}

function sourceOf({ kubeconfig }: ConnectOptions): KubeconfigSource {
  return { env: process.env, ...(kubeconfig && { files: kubeconfig }) };
}
