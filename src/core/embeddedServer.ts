/** What the embedded cluster adds to its version, as builds of Kubernetes do: `v1.36.3+tidegate`. */
const BUILD = "+tidegate";

/** The version that the embedded cluster answers with. `kubernetes` is the one whose rules it follows. */
export function embeddedVersion(kubernetes: `v${string}`): string {
  return `${kubernetes}${BUILD}`;
}

/**
 * Whether a server is the embedded cluster, by the version that it answered with itself. A context may have any name;
 * no other cluster is built under this one.
 */
export function isEmbeddedServer(version: string): boolean {
  return version.endsWith(BUILD);
}
