import { KubeConfig } from "@kubernetes/client-node/dist/config.js";
import { sha256Hex } from "../../base/hash.ts";
import { clusterFault } from "./fault.ts";
import { execSpecSchema, type ExecSpec } from "./execCredential.ts";

/** One context of a kubeconfig, ready to be connected to. */
export interface Target {
  readonly context: string;
  readonly server: URL;
  readonly user: string;
  /** Holds this context alone; kept for as long as the connection, because it remembers refreshed tokens. */
  readonly config: KubeConfig;
  /** The user's credential plugin, which we run ourselves: asynchronously, bounded in time, once for all. */
  readonly exec?: ExecSpec;
  /** The cluster's own `proxy-url`, where it is a HTTP proxy. */
  readonly proxyUrl?: string;
  /** Equal for equal content of the kubeconfig. */
  readonly fingerprint: string;
  /** Whether the cluster is reached through a SOCKS proxy. */
  readonly socks: boolean;
}

/** Picks a context. Throws `ContextUnknown`, `KubeconfigInvalid` or `CredentialFailed` with a sentence. */
export function targetOf(all: KubeConfig, context: string): Target {
  const chosen = all.getContextObject(context);
  const cluster = chosen && all.getCluster(chosen.cluster);
  if (!chosen || !cluster) throw unknownContext(all, context, chosen?.cluster);
  const server = URL.parse(cluster.server);
  if (server?.protocol !== "https:" && server?.protocol !== "http:") {
    throw clusterFault("KubeconfigInvalid", `The server of context ${context} is not an http or https address.`);
  }
  const user = all.getUser(chosen.user) ?? { name: chosen.user ?? "" };
  const exec = user.exec ? execSpecOf(user.name, user.exec) : undefined;
  refuseRemovedProvider(user);
  const socks = cluster.proxyUrl?.startsWith("socks") === true;
  const proxyUrl = socks ? undefined : cluster.proxyUrl;
  // The library refuses plain http unless told to skip TLS verification; there is no TLS to verify then.
  const skipTLSVerify = cluster.skipTLSVerify || server.protocol === "http:";
  const config = new KubeConfig();
  config.loadFromOptions({
    clusters: [{ ...cluster, skipTLSVerify, ...(!socks && { proxyUrl: undefined }) }],
    users: [{ ...user, exec: undefined }],
    contexts: [{ ...chosen, user: user.name }],
    currentContext: context,
  });
  return {
    context,
    server,
    user: user.name,
    config,
    socks,
    fingerprint: sha256Hex(JSON.stringify([config.exportConfig(), exec])),
    ...(exec && { exec }),
    ...(proxyUrl !== undefined && { proxyUrl }),
  };
}

function unknownContext(all: KubeConfig, context: string, cluster: string | undefined): Error {
  const names = all.getContexts().map(({ name }) => name);
  const known = names.length === 0 ? "It names none" : `It names ${names.slice(0, 8).join(", ")}`;
  const why =
    cluster === undefined ? `has no context ${context}` : `has no usable cluster ${cluster} for context ${context}`;
  return clusterFault("ContextUnknown", `The kubeconfig ${why}. ${known}.`, { facts: { context } });
}

function execSpecOf(user: string, exec: unknown): ExecSpec {
  const parsed = execSpecSchema.safeParse(exec);
  if (parsed.success) return parsed.data;
  throw clusterFault(
    "KubeconfigInvalid",
    `The credential plugin of user ${user} is not described as the format asks.`,
    {
      facts: { user },
    },
  );
}

/** Kubernetes removed these in 1.26, and the library would block the whole process to run them. */
function refuseRemovedProvider(user: {
  readonly name: string;
  readonly authProvider?: { readonly name?: string };
}): void {
  const provider = user.authProvider?.name;
  if (provider !== "gcp" && provider !== "azure") return;
  const instead = provider === "gcp" ? "gke-gcloud-auth-plugin" : "kubelogin";
  throw clusterFault(
    "CredentialFailed",
    `User ${user.name} signs in with the "${provider}" provider, which Kubernetes removed. Set up ${instead} instead.`,
    { facts: { user: user.name } },
  );
}
