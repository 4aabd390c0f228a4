import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from "vitest";
import { writeRequest } from "../../../src/core/guard/guardSchema.ts";
import "../../support/clusterUnderTest/provided.ts";
import "../../support/controlPlane/globalSetup.ts";
import { applyManifest, mustKubectl } from "../../support/controlPlane/kubectl.ts";
import { pollUntil } from "../../support/controlPlane/processes.ts";
import type { UserName } from "../../support/controlPlane/users.ts";
import { deployment } from "../../support/controlPlane/workload.ts";
import { type GuardedNamespace, guardedNamespace, SPEC } from "../../support/guard/guardedNamespace.ts";
import { webRequest } from "../../support/guard/requests.ts";
import { approved, writeStatus, yesTo } from "../../support/guard/yes.ts";

/** What somebody with more rights than sense would try with kubectl alone. */
let place: GuardedNamespace;

beforeAll(async () => {
  const { kubeconfig } = inject("clusterUnderTest");
  const people = [...SPEC.people, { user: "Cleo", names: ["Ann@Example.com"] }];
  place = await guardedNamespace(inject("controlPlane"), kubeconfig, { ...SPEC, people });
});
afterAll(() => place.dispose());

/** What kubectl says where it was refused. */
async function refusal(user: UserName, args: readonly string[], input = ""): Promise<string> {
  const { stderr, code } = await place.kubectl(user, args, input);
  return code === 0 ? `${args.join(" ")} was let through` : stderr;
}

async function passes(user: UserName, args: readonly string[], input = ""): Promise<void> {
  expect(await place.kubectl(user, args, input)).toMatchObject({ code: 0 });
}

const live = async (what: string): Promise<Live> =>
  JSON.parse((await place.kubectl("admin", ["get", what, "-o", "json"])).stdout) as Live;

interface Live {
  readonly metadata: Record<string, unknown>;
  readonly status: { readonly requests: Record<string, unknown>[] };
}

/** Everything an impersonated person needs who is nobody to RBAC: the policies are asked, not the roles. */
const as = (name: string, ...groups: string[]): string[] => [
  `--as=${name}`,
  ...["system:masters", ...groups].map((group) => `--as-group=${group}`),
];

const indexOf = async (id: string): Promise<number> =>
  (await place.store("admin").read(place.namespace))!.requests.findIndex((one) => one.id === id);

interface Said {
  readonly by: string;
  readonly group?: string;
  readonly answer?: string;
  readonly comment?: string;
}

/** One answer, written with kubectl past all of Tidegate. */
async function says(id: string, hash: string, said: Said, user: UserName, ...more: string[]): Promise<string> {
  const path = `/status/requests/${await indexOf(id)}/decisions`;
  const value = [{ answer: "approve", bindingHash: hash, at: new Date().toISOString(), ...said }];
  const patch = `--patch=${JSON.stringify([{ op: "add", path, value }])}`;
  return refusal(user, ["patch", "guard", "tidegate", "--subresource=status", "--type=json", patch, ...more]);
}

describe("a yes to one's own request", () => {
  it("is none in capitals, by another name, or by another's sign-in that is the same person", async () => {
    const request = webRequest({ image: "acme/web:own", authors: ["Ann <ann@example.com>"] });
    await place.store("ann").ask(place.namespace, request);
    const group = "release-approvers";
    for (const by of ["ann", "ANN", "Ann@Example.com", "CLEO"]) {
      const told = await says(request.id, request.bindingHash, { by, group }, "admin", ...as(by, group));
      expect(told).toContain("[SelfApproval]");
    }
  });

  it("is none by a sign-in whose name is an author's address behind its issuer, nor a second one", async () => {
    const request = webRequest({ image: "acme/web:issued", authors: ["Zoe <zoe@example.com>"] });
    await place.store("ann").ask(place.namespace, request);
    const group = "release-approvers";
    for (const by of ["oidc:zoe@example.com", "https://sign-in.example.com#Zoe@Example.com"]) {
      const told = await says(request.id, request.bindingHash, { by, group }, "admin", ...as(by, group));
      expect(told).toContain("[SelfApproval]");
    }
    const other = webRequest({ image: "acme/web:issued", requester: "oidc:zoe@example.com" });
    const asks = [{ op: "add", path: "/status/requests/-", value: writeRequest(other) }];
    const write = ["patch", "guard", "tidegate", "--subresource=status", "--type=json"];
    await passes("admin", [...write, `--patch=${JSON.stringify(asks)}`, ...as("oidc:zoe@example.com")]);
    const own = { by: "zoe@example.com", group };
    expect(await says(other.id, other.bindingHash, own, "admin", ...as(own.by, group))).toContain("[SelfApproval]");
    // Robots of one name in two namespaces are two.
    const yes = { by: "system:serviceaccount:a:deployer", group };
    expect(await says(other.id, other.bindingHash, yes, "admin", ...as(yes.by, group))).toContain("let through");
    const again = await indexOf(other.id);
    const more = { op: "add", path: `/status/requests/${again}/decisions/-` };
    const said = { answer: "approve", bindingHash: other.bindingHash, at: new Date().toISOString(), group };
    for (const [by, result] of [
      ["oidc:may@example.com", "let through"],
      ["may@example.com", "[AnsweredTwice]"],
    ] as const) {
      const patch = `--patch=${JSON.stringify([{ ...more, value: { ...said, by } }])}`;
      expect(await refusal("admin", [...write, patch, ...as(by, group)])).toContain(result);
    }
  });

  it("is none by a service account that may be borrowed in the namespace", async () => {
    const request = webRequest({ image: "acme/web:robot" });
    await place.store("ann").ask(place.namespace, request);
    const by = `system:serviceaccount:${place.namespace}:default`;
    const told = await says(request.id, request.bindingHash, { by }, "admin", ...as(by));
    expect(told).toContain("[NotAnApprover]");
    const controller = "system:serviceaccount:kube-system:deployment-controller";
    const set = ["set", "image", "deployment/web", "app=acme/web:robot"];
    expect(await refusal("admin", [...set, ...as(controller)])).toContain("[NotApproved]");
  });

  it("is none by a group that one is not in, though listed by name", async () => {
    const request = webRequest({ image: "acme/web:borrowed" });
    await place.store("ann").ask(place.namespace, request);
    const said = { by: "ben", group: "release-approvers" };
    expect(await says(request.id, request.bindingHash, said, "ben")).toContain("[NotYourGroup]");
  });
});

describe("the guard's records", () => {
  it("are not changed by replacing, applying with force, merging or a patch that removes", async () => {
    const request = await approved(place, { image: "acme/web:kept" });
    const before = (await live("guard/tidegate")).status.requests;
    const index = await indexOf(request.id);
    const cut = before.map((one, at) => (at === index ? { ...one, decisions: [] } : one));
    const other = before.map((one, at) =>
      at === index ? { ...one, images: ["Deployment/web/app=acme/web:evil"] } : one,
    );
    for (const requests of [cut, other, [], before.toReversed(), [...before, before[0]!]]) {
      const object = { ...(await live("guard/tidegate")), status: { requests } };
      const replaced = ["replace", "--subresource=status", "-f", "-"];
      for (const user of ["ben", "admin"] as const)
        expect(await refusal(user, replaced, JSON.stringify(object))).toMatch(/\[\w+\]|error/u);
      const { metadata: _metadata, ...rest } = object;
      const bare = { ...rest, metadata: { name: "tidegate" } };
      const forced = ["apply", "--server-side", "--force-conflicts", "--subresource=status", "-f", "-"];
      expect(await refusal("ben", forced, JSON.stringify(bare))).toMatch(/denied request/u);
      const merged = ["patch", "guard", "tidegate", "--subresource=status", "--type=merge"];
      expect(await refusal("ben", [...merged, `--patch=${JSON.stringify({ status: { requests } })}`])).toMatch(
        /denied request/u,
      );
    }
    for (const path of [
      `/status/requests/${index}`,
      `/status/requests/${index}/decisions/0`,
      "/status/requests",
      "/status",
    ])
      expect((await writeStatus(place, "ben", [{ op: "remove", path }])).stderr).toContain("denied request");
    expect((await live("guard/tidegate")).status.requests).toEqual(before);
  });

  it("are not written by an administrator through the object itself", async () => {
    const before = (await live("guard/tidegate")).status.requests;
    const forged = before.map((one) => ({ ...one, decisions: [] }));
    const body = JSON.stringify({ status: { requests: forged } });
    await passes("gina", ["patch", "guard", "tidegate", "--type=merge", `--patch=${body}`]);
    const object = { ...(await live("guard/tidegate")), status: { requests: [] } };
    await passes("gina", ["replace", "-f", "-"], JSON.stringify(object));
    expect((await live("guard/tidegate")).status.requests).toEqual(before);
  });

  it("take no approval that was given for another environment", async () => {
    const there = webRequest({ image: "acme/web:elsewhere" });
    const copied = {
      ...there,
      decisions: [{ by: "ben", answer: "approve", bindingHash: there.bindingHash, at: there.createdAt }],
    };
    await expect(place.store("ann").ask(place.namespace, copied as never)).rejects.toMatchObject({
      reason: "AnsweredAlready",
    });
    expect(await refusal("ann", ["set", "image", "deployment/web", "app=acme/web:elsewhere"])).toContain(
      "nobody has asked for it",
    );
  });
});

describe("kubectl set image", () => {
  it("is refused for each kind that runs pods", async () => {
    const request = {
      ...webRequest({ image: "acme/db:1" }),
      images: ["StatefulSet", "DaemonSet", "Job", "CronJob"].map((kind) => ({
        kind,
        name: "db",
        container: "app",
        image: "acme/db:1",
      })),
      restores: [],
    };
    await place.store("ann").ask(place.namespace, request);
    await place.store("ben").answer(place.namespace, yesTo(request));
    const template = {
      metadata: { labels: { app: "db" } },
      spec: { containers: [{ name: "app", image: "acme/db:1" }] },
    };
    const selector = { matchLabels: { app: "db" } };
    const once = { template: { spec: { ...template.spec, restartPolicy: "Never" } } };
    const made = [
      { apiVersion: "apps/v1", kind: "StatefulSet", spec: { replicas: 0, serviceName: "db", selector, template } },
      { apiVersion: "apps/v1", kind: "DaemonSet", spec: { selector, template } },
      { apiVersion: "batch/v1", kind: "Job", spec: { ...once, suspend: true } },
      { apiVersion: "batch/v1", kind: "CronJob", spec: { schedule: "0 0 1 1 *", jobTemplate: { spec: once } } },
    ];
    for (const one of made) {
      await passes("ann", ["create", "-f", "-"], JSON.stringify({ ...one, metadata: { name: "db" } }));
      const set = ["set", "image", `${one.kind.toLowerCase()}/db`, "app=acme/db:2"];
      // The server itself lets nobody change a Job's template.
      const why = one.kind === "Job" ? "field is immutable" : "[NotApproved]";
      for (const user of ["ann", "admin"] as const) expect(await refusal(user, set)).toContain(why);
    }
    const digest = `app=acme/db@sha256:${"0".repeat(64)}`;
    expect(await refusal("ann", ["set", "image", "statefulset/db", digest])).toContain("[NotApproved]");
  });

  it("is refused for what others make pods of", async () => {
    const template = {
      metadata: { labels: { app: "own" } },
      spec: { containers: [{ name: "app", image: "acme/evil:1" }] },
    };
    const made = [
      { apiVersion: "v1", kind: "ReplicationController", spec: { replicas: 1, selector: { app: "own" }, template } },
      { apiVersion: "apps/v1", kind: "ReplicaSet", spec: { selector: { matchLabels: { app: "own" } }, template } },
      { apiVersion: "v1", kind: "PodTemplate", template },
    ];
    for (const one of made) {
      const text = JSON.stringify({ ...one, metadata: { name: "own" } });
      expect(await refusal("admin", ["create", "-f", "-"], text)).toContain("[OnlyControllers]");
    }
  });

  it("does not hide behind a scale, a debugging copy or an init container", async () => {
    const pods = ["get", "pods", "-l", "app=web", "-o", "jsonpath={.items[0].metadata.name}"];
    const pod = (await place.kubectl("ann", pods)).stdout;
    const copy = ["debug", pod, "--copy-to=copied", "--set-image=*=acme/evil:1", "--attach=false"];
    expect(await refusal("admin", copy)).toContain("[OnlyControllers]");
    const scale = {
      apiVersion: "autoscaling/v1",
      kind: "Scale",
      metadata: { name: "web", namespace: place.namespace },
      spec: { replicas: 3, template: { spec: { containers: [{ name: "app", image: "acme/evil:1" }] } } },
    };
    const path = `/apis/apps/v1/namespaces/${place.namespace}/deployments/web/scale`;
    await place.kubectl("ann", ["replace", "--raw", path, "-f", "-"], JSON.stringify(scale));
    expect(await place.image()).toBe("acme/web:1");
    const init = { spec: { template: { spec: { initContainers: [{ name: "first", image: "acme/web:1" }] } } } };
    const patch = ["patch", "deployment/web", `--patch=${JSON.stringify(init)}`];
    expect(await refusal("ann", patch)).toContain("container first of Deployment web");
  });
});

describe("what nobody typed", () => {
  it("is judged as it arrives: a mutating policy that puts another image in", async () => {
    const name = `swap-${place.namespace}`;
    const spec = {
      failurePolicy: "Fail",
      reinvocationPolicy: "IfNeeded",
      matchConstraints: {
        resourceRules: [
          { apiGroups: ["apps"], apiVersions: ["v1"], operations: ["UPDATE"], resources: ["deployments"] },
        ],
        namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": place.namespace } },
      },
      matchConditions: [{ name: "asked", expression: "object.metadata.?labels[?'swap'].hasValue()" }],
      mutations: [
        {
          patchType: "JSONPatch",
          jsonPatch: {
            expression:
              '[JSONPatch{op: "replace", path: "/spec/template/spec/containers/0/image", value: "acme/evil:1"}]',
          },
        },
      ],
    };
    const group = "admissionregistration.k8s.io/v1";
    await applyManifest(place.connection, [
      { apiVersion: group, kind: "MutatingAdmissionPolicy", metadata: { name }, spec },
      { apiVersion: group, kind: "MutatingAdmissionPolicyBinding", metadata: { name }, spec: { policyName: name } },
    ]);
    onTestFinished(async () => {
      const kinds = "mutatingadmissionpolicybindings,mutatingadmissionpolicies";
      await mustKubectl(place.connection, ["delete", kinds, "--field-selector", `metadata.name=${name}`]);
    });
    const label = ["label", "deployment/web", "swap=yes", "--overwrite"];
    await pollUntil("the swap to be tried", 30_000, async () =>
      (await place.kubectl("ann", [...label, "--dry-run=server"])).stderr.includes("acme/evil:1"),
    );
    expect(await refusal("ann", label)).toContain("[NotApproved] No valid approval covers image acme/evil:1");
    expect(await place.image()).toBe("acme/web:1");
  });

  it("is judged by the name that the server gives", async () => {
    const made = deployment({ namespace: place.namespace, name: "web", image: "acme/web:1", replicas: 1 }) as Live;
    const { name: _name, ...metadata } = made.metadata;
    const text = JSON.stringify({ ...made, metadata: { ...metadata, generateName: "web-" } });
    expect(await refusal("admin", ["create", "-f", "-"], text)).toMatch(
      /\[NotApproved\].* Deployment web-\w+: nobody/u,
    );
  });

  it("is no pod that says it is the node's own, and no guard that goes with all of its kind", async () => {
    const pod = {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "mirror", annotations: { "kubernetes.io/config.mirror": "x" } },
      spec: { nodeName: "node-0", containers: [{ name: "app", image: "acme/evil:1" }] },
    };
    expect(await refusal("admin", ["create", "-f", "-"], JSON.stringify(pod))).toContain("[OnlyControllers]");
    const all = `/apis/tidegate.dev/v1alpha1/namespaces/${place.namespace}/deploymentguards`;
    expect(await refusal("admin", ["delete", "--raw", all])).toContain("[StillEnforced]");
  });
});

describe("what is no change of an image", () => {
  it("is an owner that lets its revisions go: a StatefulSet is deleted and its pods stay", async () => {
    const { spec, ...rest } = deployment({
      namespace: place.namespace,
      name: "left",
      image: "acme/left:1",
      replicas: 1,
    }) as { spec: object };
    const request = {
      ...webRequest({ image: "acme/left:1" }),
      images: [{ kind: "StatefulSet", name: "left", container: "app", image: "acme/left:1" }],
      restores: [],
    };
    await place.store("ann").ask(place.namespace, request);
    await place.store("ben").answer(place.namespace, yesTo(request));
    const set = JSON.stringify({ ...rest, kind: "StatefulSet", spec: { ...spec, serviceName: "left" } });
    await passes("ann", ["create", "-f", "-"], set);
    await passes("ann", ["rollout", "status", "sts/left", "--timeout=60s"]);
    await passes("ann", ["delete", "sts/left", "--cascade=orphan", "--wait=false"]);
    await pollUntil(
      "the StatefulSet to go",
      30_000,
      async () => (await place.kubectl("admin", ["get", "sts/left"])).code !== 0,
    );
    expect((await place.kubectl("admin", ["get", "pod/left-0", "-o", "name"])).stdout).toContain("left-0");
  });
});

const replicaSet = (owner: boolean): string => {
  const { spec } = deployment({ namespace: place.namespace, name: "ours", image: "acme/web:1", replicas: 0 }) as {
    spec: object;
  };
  const ownerReferences = [
    { apiVersion: "argoproj.io/v1alpha1", kind: "Rollout", name: "ours", uid: "1f0e", controller: true },
  ];
  const metadata = { name: "ours", ...(owner && { ownerReferences }) };
  return JSON.stringify({ apiVersion: "apps/v1", kind: "ReplicaSet", metadata, spec });
};
describe("a controller that is not Kubernetes' own", () => {
  const rollouts = "system:serviceaccount:argo-rollouts:argo-rollouts";
  const names = `tidegate.dev/controllers=other, ${rollouts}`;
  const make = ["create", "-f", "-", "--dry-run=server"];

  it("makes pods for its owners once an administrator of the guard has named it, and nothing else", async () => {
    expect(await refusal("admin", [...make, ...as(rollouts)], replicaSet(true))).toContain("[OnlyControllers]");
    await passes("admin", ["annotate", "namespace", place.namespace, names]);
    await passes("admin", [...make, ...as(rollouts)], replicaSet(true));
    expect(await refusal("admin", [...make, ...as(rollouts)], replicaSet(false))).toContain("[OnlyControllers]");
    for (const name of ["", "argo-rollouts", rollouts.toUpperCase()])
      expect(await refusal("admin", [...make, ...(name === "" ? [] : as(name))], replicaSet(true))).toContain(
        "[OnlyControllers]",
      );
  });

  it("is named by nobody else, in no namespace, before or after its label", async () => {
    const editors = {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRole",
      metadata: { name: "annotators" },
      rules: [{ apiGroups: [""], resources: ["namespaces"], verbs: ["*"] }],
    };
    await place.kubectl("admin", ["create", "-f", "-"], JSON.stringify(editors));
    await place.kubectl("admin", [
      "create",
      "clusterrolebinding",
      "annotators",
      "--clusterrole=annotators",
      "--group=annotators",
    ]);
    const ann = ["--as=ann", "--as-group=annotators"];
    const added = ["annotate", "--overwrite", "namespace", place.namespace, `${names},ann`, ...ann];
    expect(await refusal("admin", added)).toContain("[NotAnAdministrator]");
    expect(await refusal("admin", ["annotate", "namespace", "default", names, ...ann])).toContain(
      "[NotAnAdministrator]",
    );
    const fresh = {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: "fresh", annotations: { "tidegate.dev/controllers": "ann" } },
    };
    expect(await refusal("admin", ["create", "-f", "-", ...ann], JSON.stringify(fresh))).toContain(
      "ann may not end the approvals of namespace fresh, nor say which controllers make pods there.",
    );
    await passes("admin", ["annotate", "namespace", "default", "note=1", "--dry-run=server", ...ann]);
    await passes("admin", ["annotate", "namespace", place.namespace, "tidegate.dev/controllers-", ...ann]);
  });
});
