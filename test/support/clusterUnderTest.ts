import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import type { Cluster } from "../../src/core/rollout/cluster.ts";
import { KINDS } from "../../src/core/rollout/kinds.ts";
import { connect } from "../../src/cluster.ts";
import "./clusterUnderTest/provided.ts";

/** The cluster that this run of the contract tests is about, as one of its users. */
export function connectAs(context: string): Promise<Cluster> {
  return connect(context, { kubeconfig: [inject("clusterUnderTest").kubeconfig] });
}

/** The namespace that narrow users may work in. */
export function grantedNamespace(): string {
  return inject("clusterUnderTest").granted;
}

export function uniqueName(prefix: string): string {
  return `${prefix}-${randomBytes(4).toString("hex")}`;
}

/** A namespace of a test file's own. */
export async function freshNamespace(admin: Cluster, prefix: string): Promise<string> {
  const name = uniqueName(prefix);
  await admin.create(KINDS.Namespace, { metadata: { name } });
  return name;
}
