import { DisposableStore } from "../../base/dispose.ts";
import type { Cluster } from "../../core/rollout/cluster.ts";
import type { KubeObject } from "../../core/rollout/objects.ts";
import { accessReviews } from "./access.ts";
import type { CredentialStore } from "./execCredential.ts";
import { loadKubeconfig, type KubeconfigSource } from "./kubeconfig.ts";
import { readLogs } from "./logs.ts";
import { observationsOf } from "./observations.ts";
import type { Pace } from "./pace.ts";
import { openPortForward } from "./portForward.ts";
import { readList, readObject, readServes, readVersion } from "./reads.ts";
import { restOf } from "./rest.ts";
import { sessionKeeper } from "./session.ts";
import { slim } from "./slim.ts";
import { targetOf, type Target } from "./target.ts";
import { createObject, patchObject, removeObject } from "./writes.ts";

export interface ConnectParts extends Pace {
  readonly source: KubeconfigSource;
  readonly credentials: CredentialStore;
  /** What an observation keeps of an object; {@link slim} where absent. Pure. */
  readonly keep?: <T extends KubeObject>(object: T) => T;
  /** Patience with one request, and with a silent watch. Milliseconds. */
  readonly requestMs?: number;
  readonly silenceMs?: number;
}

/**
 * The cluster of a kubeconfig context. Reads the kubeconfig but opens no connection: that happens at the first call.
 * Rejects with `KubeconfigInvalid` or `ContextUnknown`.
 */
export async function connectCluster(context: string, parts: ConnectParts): Promise<Cluster> {
  const { clock, random, source, credentials, requestMs, silenceMs } = parts;
  const reload = async (): Promise<Target> => targetOf(await loadKubeconfig(source), context);
  const sessions = sessionKeeper(await reload(), { clock, credentials, proxies: source.env, reload });
  const patience = requestMs === undefined ? {} : { headMs: requestMs, silenceMs: requestMs };
  const rest = restOf({ context, sessions, clock, random, ...patience });
  const observations = observationsOf({
    rest,
    clock,
    random,
    keep: parts.keep ?? slim,
    ...(silenceMs !== undefined && { silenceMs }),
  });
  const forwards = new DisposableStore();
  return {
    context,
    version: (signal) => readVersion(rest, signal),
    serves: (kind, signal) => readServes(rest, kind, signal),
    list: async (kind, scope, signal) => (await readList<never>(rest, kind, scope, { signal })).items,
    get: (ref, signal) => readObject(rest, ref, signal),
    create: (kind, object, options) => createObject(rest, kind, object, options),
    patch: (ref, patch, options) => patchObject(rest, ref, patch, options),
    remove: (ref, options) => removeObject(rest, ref, options),
    observe: (kind, namespace) => observations.observe(kind, namespace),
    may: accessReviews(rest, clock),
    logs: (pod, options) => readLogs(rest, pod, options),
    forward: async (pod, port, localPort) => forwards.add(await openPortForward(rest, pod, port, localPort)),
    dispose() {
      observations.dispose();
      forwards.dispose();
      sessions.dispose();
    },
  };
}
