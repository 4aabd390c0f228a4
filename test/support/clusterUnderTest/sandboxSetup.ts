import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { parse } from "yaml";
import type { KubeObject } from "../../../src/core/rollout/objects.ts";
import type { Grant, Rule } from "../../../src/sandbox/api/http/users.ts";
import { STEADY, type Timing } from "../../../src/sandbox/controllers/kubelet/timing.ts";
import { type Sandbox, startSandbox } from "../../../src/sandbox.ts";
import { writeKubeconfig } from "../controlPlane/kubeconfig.ts";
import { startHungServer } from "../controlPlane/ports.ts";
import { clusterGrants, makeTokens, type UserName } from "../controlPlane/users.ts";
import "./provided.ts";

const GRANTED = "granted";
/** As quick as the real control plane's fake nodes. */
const QUICK: Timing = { ...STEADY, pullMs: 20, readyMs: 50, stopMs: 20, workMs: 100, initMs: 20, slowFactor: 60 };

const cleanUp: (() => Promise<void>)[] = [];

/** Gives the contract tests an embedded cluster with the users and the connections of the real one's testbed. */
export async function setup(project: TestProject): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "tidegate-sandbox-"));
  cleanUp.push(() => rm(folder, { recursive: true, force: true }));
  const tokens = makeTokens();
  const hung = await startHungServer();
  cleanUp.push(hung.stop);
  const sandbox = await startSandbox({
    token: tokens.admin,
    grants: narrowUsers(tokens),
    timing: QUICK,
    seed: ({ store }) => {
      for (const name of ["node-1", "node-2", "node-3"]) store.create("v1/nodes", nodeOf(name));
      store.create("v1/namespaces", { apiVersion: "v1", kind: "Namespace", metadata: { name: GRANTED } });
      // So that there is a place that a watch is refused as too old.
      store.compact();
    },
  });
  cleanUp.push(() => sandbox.close());
  const { url, authority } = endpointOf(sandbox);
  const caFile = path.join(folder, "ca.crt");
  await writeFile(caFile, authority);
  const kubeconfig = path.join(folder, "kubeconfig");
  await writeKubeconfig({ url, caFile, tokens, bin: "", folder, hungPort: hung.port }, kubeconfig);
  project.provide("clusterUnderTest", { kubeconfig, granted: GRANTED, embedded: true });
}

export async function teardown(): Promise<void> {
  for (const step of cleanUp.toReversed()) await step();
}

interface Kubeconfig {
  readonly clusters: readonly { readonly cluster: Readonly<Record<string, string>> }[];
}

function endpointOf(sandbox: Sandbox): { url: string; authority: Buffer } {
  const { clusters } = parse(sandbox.kubeconfig()) as Kubeconfig;
  const { server = "", "certificate-authority-data": authority = "" } = clusters[0]?.cluster ?? {};
  return { url: server, authority: Buffer.from(authority, "base64") };
}

/** The roles of the real testbed in the embedded cluster's terms: bound in all namespaces, or in the granted one. */
function narrowUsers(tokens: Readonly<Record<UserName, string>>): Grant[] {
  const users: readonly UserName[] = ["viewer", "deployer", "lister", "nobody"];
  return users.map((user) => ({ token: tokens[user], user, rules: rulesOf(user) }));
}

interface ClusterRole {
  readonly metadata: { readonly name: string };
  readonly rules?: readonly { apiGroups: string[]; resources: string[]; verbs: string[] }[];
}

function rulesOf(user: UserName): Rule[] {
  const role = (clusterGrants() as ClusterRole[]).find(({ metadata }) => metadata.name === `tidegate-${user}`);
  return (role?.rules ?? []).map(({ apiGroups, resources, verbs }) => ({
    verbs,
    groups: apiGroups,
    resources,
    ...(user !== "viewer" && { namespaces: [GRANTED] }),
  }));
}

function nodeOf(name: string): KubeObject {
  const room = { cpu: "64", memory: "256Gi", pods: "1000" };
  const conditions = [{ type: "Ready", status: "True" }];
  const metadata = { name, labels: { "kubernetes.io/hostname": name } };
  return { apiVersion: "v1", kind: "Node", metadata, status: { capacity: room, allocatable: room, conditions } };
}
