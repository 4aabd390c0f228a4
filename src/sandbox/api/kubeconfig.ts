import { stringify } from "yaml";

/** One context of a kubeconfig and the token of its user. */
export interface KubeconfigContext {
  readonly name: string;
  readonly token: string;
}

/**
 * A kubeconfig in YAML for an API server; the first context is the current one where none is named. kubectl sends a
 * token over TLS only, so it leads to the TLS side of the port.
 */
export function kubeconfigOf(
  server: { readonly secureUrl: string; readonly certificate: string },
  contexts: readonly KubeconfigContext[],
  current = contexts[0]?.name,
): string {
  const cluster = "tidegate-sandbox";
  const authority = Buffer.from(server.certificate).toString("base64");
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": current,
    clusters: [{ name: cluster, cluster: { server: server.secureUrl, "certificate-authority-data": authority } }],
    users: contexts.map(({ name, token }) => ({ name, user: { token } })),
    contexts: contexts.map(({ name }) => ({ name, context: { cluster, user: name, namespace: "default" } })),
  });
}
