import { connect } from "../../../src/cluster.ts";
import { guardStoreOf } from "../../../src/adapters/kubernetes/guardStore.ts";
import { systemClock } from "../../../src/adapters/process/systemClock.ts";
import type { GuardStore } from "../../../src/core/ports/guardStore.ts";
import type { Cluster } from "../../../src/core/rollout/cluster.ts";
import type { Connection } from "../controlPlane/connection.ts";
import { applyManifest, kubectl, type KubectlAnswer, mustKubectl } from "../controlPlane/kubectl.ts";
import { createNamespace, deleteNamespace } from "../controlPlane/namespace.ts";
import { pollUntil } from "../controlPlane/processes.ts";
import type { UserName } from "../controlPlane/users.ts";
import { deployment } from "../controlPlane/workload.ts";
import { policiesOf, shippedPolicies } from "./policies.ts";

/** One guarded environment on a real control plane: `web` runs `acme/web:1` there, people have their rights. */
export interface GuardedNamespace {
  readonly namespace: string;
  readonly connection: Connection;
  /** The store with this user's credentials. */
  store(user: UserName): GuardStore;
  cluster(user: UserName): Cluster;
  /** kubectl in the namespace; never throws for its exit code. */
  kubectl(user: UserName, args: readonly string[], input?: string): Promise<KubectlAnswer>;
  /** The image of `web`'s container. */
  image(): Promise<string>;
  dispose(): Promise<void>;
}

/** ann asks and deploys, ben (by name) and cleo (by her group) approve, dora overrides, gina administers. */
export const SPEC = {
  required: 1,
  approvers: { users: ["ann", "ben"], groups: ["release-approvers"] },
  overriders: { users: ["dora"] },
  people: [{ user: "ben", names: ["ben@example.com", "ben-too"] }],
};

const ENFORCED_MS = 60_000;

/** Installs the policies where they are not there, makes a namespace and waits until it is guarded. */
export async function guardedNamespace(
  connection: Connection,
  kubeconfig: string,
  spec: object = SPEC,
): Promise<GuardedNamespace> {
  const clusters = new Map<UserName, Cluster>();
  const users: readonly UserName[] = ["admin", "viewer", "gina", "ann", "ben", "cleo", "dora"];
  for (const user of users) clusters.set(user, await connect(user, { kubeconfig: [kubeconfig] }));
  const clusterOf = (user: UserName): Cluster => clusters.get(user)!;
  await policiesOf(clusterOf("admin")).install(await shippedPolicies());
  const namespace = await createNamespace(connection, "guarded");
  await applyManifest(connection, [
    guard(namespace, spec),
    ...grants(namespace),
    deployment({ namespace, name: "web", image: "acme/web:1", replicas: 2 }),
  ]);
  const run = (user: UserName, args: readonly string[], input = ""): Promise<KubectlAnswer> =>
    kubectl(connection, [...args, `--namespace=${namespace}`], { user, input });
  await mustKubectl(connection, ["label", "namespace", namespace, "tidegate.dev/approvals=enforced"]);
  await pollUntil("the policies to hold", ENFORCED_MS, async () => {
    const { stderr } = await run("admin", ["set", "image", "deployment/web", "app=acme/web:none", "--dry-run=server"]);
    return stderr.includes("[NotApproved]");
  });
  return {
    namespace,
    connection,
    store: (user) => guardStoreOf(clusterOf(user), { clock: systemClock, random: Math.random }),
    cluster: clusterOf,
    kubectl: run,
    async image() {
      const path = "jsonpath={.spec.template.spec.containers[0].image}";
      return (await run("admin", ["get", "deployment/web", "-o", path])).stdout;
    },
    async dispose() {
      await mustKubectl(connection, ["label", "namespace", namespace, "tidegate.dev/approvals-"]);
      await deleteNamespace(connection, namespace);
      for (const cluster of clusters.values()) cluster.dispose();
    },
  };
}

export function guard(namespace: string, spec: object): object {
  return {
    apiVersion: "tidegate.dev/v1alpha1",
    kind: "DeploymentGuard",
    metadata: { name: "tidegate", namespace },
    spec,
  };
}

/** Deployers here may also do what an over-generous role lets people do: touch pods and ReplicaSets. */
export function grants(namespace: string): object[] {
  return [
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "Role",
      metadata: { name: "generous", namespace },
      rules: [
        { apiGroups: ["apps", "batch"], resources: ["*"], verbs: ["*"] },
        { apiGroups: [""], resources: ["pods", "pods/ephemeralcontainers", "pods/status"], verbs: ["*"] },
      ],
    },
    bound(namespace, { kind: "Role", name: "generous" }, ["ann"]),
    bound(namespace, { kind: "ClusterRole", name: "tidegate-deployer" }, ["ann", "ben"]),
    bound(namespace, { kind: "ClusterRole", name: "tidegate-guard-requester" }, ["ann"]),
    bound(namespace, { kind: "ClusterRole", name: "tidegate-guard-approver" }, ["ben", "cleo", "dora"]),
    bound(namespace, { kind: "ClusterRole", name: "tidegate-guard-administrator" }, ["gina"]),
    bound(namespace, { kind: "ClusterRole", name: "tidegate-guard-viewer" }, ["viewer"]),
  ];
}

function bound(namespace: string, role: { kind: string; name: string }, users: readonly UserName[]): object {
  return {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "RoleBinding",
    metadata: { name: `${role.name}-binding`, namespace },
    roleRef: { ...role, apiGroup: "rbac.authorization.k8s.io" },
    subjects: users.map((name) => ({ kind: "User", name, apiGroup: "rbac.authorization.k8s.io" })),
  };
}
