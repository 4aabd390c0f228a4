import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inject } from "vitest";
import { parse, stringify } from "yaml";
import type { Cluster } from "../../src/core/rollout/cluster.ts";
import { KINDS } from "../../src/core/rollout/kinds.ts";
import { connect } from "../../src/cluster.ts";
import "./clusterUnderTest/provided.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

/** The cluster that this run of the contract tests is about, as one of its users. */
export function connectAs(context: string): Promise<Cluster> {
  return connect(context, { kubeconfig: [inject("clusterUnderTest").kubeconfig] });
}

/** The namespace that narrow users may work in. */
export function grantedNamespace(): string {
  return inject("clusterUnderTest").granted;
}

/** Whether this run of the contract tests is about the embedded cluster. */
export function isEmbedded(): boolean {
  return inject("clusterUnderTest").embedded;
}

/** The cluster as its administrator, through a context that is called otherwise. */
export async function connectCalled(context: string): Promise<Cluster> {
  const folder = await temporaryFolder();
  const path = join(folder, "kubeconfig");
  const text = await readFile(inject("clusterUnderTest").kubeconfig, "utf8");
  const file = parse(text) as { contexts: { name: string }[] };
  const contexts = file.contexts.flatMap((one) => (one.name === "admin" ? [{ ...one, name: context }] : []));
  await writeFile(path, stringify({ ...file, contexts, "current-context": context }));
  return connect(context, { kubeconfig: [path] });
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
