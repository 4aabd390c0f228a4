import { randomBytes } from "node:crypto";

/**
 * The people of the testbed.
 * - `admin` may do everything.
 * - `viewer` may read everything but secrets, in every namespace, and write nothing.
 * - `deployer` may ship in the namespaces granted to it and see nothing elsewhere, not even that they exist.
 * - `lister` may list pods in the namespaces granted to it, but not Deployments.
 * - `nobody` is known to the server and may do nothing.
 * - `controllers` is what the controller manager signs in as; each controller then acts as its own service account.
 * - `gina`, `ann`, `ben`, `cleo` and `dora` have no rights but those that a test about approvals gives them; `cleo` is
 *   in the group `release-approvers`.
 */
export const USERS = [
  "admin",
  "viewer",
  "deployer",
  "lister",
  "nobody",
  "controllers",
  "gina",
  "ann",
  "ben",
  "cleo",
  "dora",
] as const;

export type UserName = (typeof USERS)[number];

/** A fresh token a user. */
export function makeTokens(): Record<UserName, string> {
  return Object.fromEntries(USERS.map((user) => [user, randomBytes(24).toString("base64url")])) as Record<
    UserName,
    string
  >;
}

/** Lines for `--token-auth-file`: token, user, uid, groups. Only `admin` is in the group that RBAC lets pass. */
export function tokenFile(tokens: Readonly<Record<UserName, string>>): string {
  const line = (user: UserName): string => `${tokens[user]},${NAMES[user] ?? user},${user},"${groupsOf(user)}"`;
  return `${USERS.map(line).join("\n")}\n`;
}

/** What the server calls a user, where that is not what the testbed calls it. */
const NAMES: Partial<Record<UserName, string>> = { controllers: "system:kube-controller-manager" };

function groupsOf(user: UserName): string {
  if (user === "admin") return "system:masters";
  return user === "cleo" ? "people,release-approvers" : "people";
}

const RBAC = "rbac.authorization.k8s.io";
const READ = ["get", "list", "watch"];
const WORKLOADS = ["deployments", "statefulsets", "daemonsets", "replicasets", "controllerrevisions"];

/** What holds in the whole cluster: `viewer` reads, `deployer` and `lister` have roles that nothing binds yet. */
export function clusterGrants(): object[] {
  return [
    clusterRole("tidegate-viewer", [
      rule(["", "events.k8s.io"], ["namespaces", "nodes", "pods", "pods/log", "events", "services"], READ),
      rule(["apps", "batch", "autoscaling", "discovery.k8s.io"], ["*"], READ),
    ]),
    {
      apiVersion: `${RBAC}/v1`,
      kind: "ClusterRoleBinding",
      metadata: { name: "tidegate-viewer" },
      ...boundTo("viewer", "tidegate-viewer"),
    },
    clusterRole("tidegate-deployer", [
      rule([""], ["pods", "pods/log", "events", "services", "configmaps"], READ),
      rule([""], ["pods/portforward", "events"], ["create", "get", "patch"]),
      rule(["apps"], WORKLOADS, READ),
      rule(["apps"], ["deployments", "statefulsets", "daemonsets"], ["create", "update", "patch"]),
      rule(["apps"], ["deployments/scale", "statefulsets/scale"], ["get", "update", "patch"]),
      rule(["batch"], ["jobs"], [...READ, "create", "patch", "delete"]),
      rule(["coordination.k8s.io"], ["leases"], ["get", "create", "update", "patch", "delete"]),
    ]),
    clusterRole("tidegate-lister", [rule([""], ["pods"], READ)]),
  ];
}

/** Lets `deployer` and `lister` into one namespace. */
export function namespaceGrants(namespace: string): object[] {
  return (["deployer", "lister"] as const).map((user) => ({
    apiVersion: `${RBAC}/v1`,
    kind: "RoleBinding",
    metadata: { name: `tidegate-${user}`, namespace },
    ...boundTo(user, `tidegate-${user}`),
  }));
}

function clusterRole(name: string, rules: object[]): object {
  return { apiVersion: `${RBAC}/v1`, kind: "ClusterRole", metadata: { name }, rules };
}

function rule(apiGroups: string[], resources: string[], verbs: string[]): object {
  return { apiGroups, resources, verbs };
}

function boundTo(user: UserName, role: string): object {
  return {
    subjects: [{ kind: "User", name: user, apiGroup: RBAC }],
    roleRef: { kind: "ClusterRole", name: role, apiGroup: RBAC },
  };
}
