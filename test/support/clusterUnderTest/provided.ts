/**
 * What a contract test knows of the cluster it runs against. Its kubeconfig has a context for each user of the real
 * control plane's testbed (`admin`, `viewer`, `deployer`, `lister`, `nobody`) and for each broken connection
 * (`unreachable`, `hung`, `expired`).
 */
export interface ClusterUnderTest {
  readonly kubeconfig: string;
  /** The namespace into which `deployer` and `lister` are let. */
  readonly granted: string;
  /** Whether it is the embedded cluster and not a real control plane. */
  readonly embedded: boolean;
}

declare module "vitest" {
  interface ProvidedContext {
    clusterUnderTest: ClusterUnderTest;
  }
}
