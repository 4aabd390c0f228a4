import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { KINDS } from "../../../src/core/rollout/kinds.ts";
import "../../support/clusterUnderTest/provided.ts";
import "../../support/controlPlane/globalSetup.ts";
import { applyManifest } from "../../support/controlPlane/kubectl.ts";
import type { UserName } from "../../support/controlPlane/users.ts";
import { deployment } from "../../support/controlPlane/workload.ts";
import { type GuardedNamespace, guardedNamespace } from "../../support/guard/guardedNamespace.ts";
import { webRequest } from "../../support/guard/requests.ts";
import { approved, yesTo } from "../../support/guard/yes.ts";

let place: GuardedNamespace;

beforeAll(async () => {
  place = await guardedNamespace(inject("controlPlane"), inject("clusterUnderTest").kubeconfig);
});
afterAll(() => place.dispose());

const setImage = (user: UserName, image: string) =>
  place.kubectl(user, ["set", "image", "deployment/web", `app=${image}`]);
const rolledOut = () => place.kubectl("ann", ["rollout", "status", "deployment/web", "--timeout=60s"]);

/** What kubectl says where it was refused. */
async function refusal(user: UserName, args: readonly string[], input = ""): Promise<string> {
  const { stderr, code } = await place.kubectl(user, args, input);
  return code === 0 ? `${args.join(" ")} was let through` : stderr;
}

const live = async (what: string): Promise<Record<string, never>> =>
  JSON.parse((await place.kubectl("admin", ["get", what, "-o", "json"])).stdout) as Record<string, never>;

const asked = async (kind: string, name: string, container: string, image: string): Promise<void> => {
  const request = { ...webRequest({ image }), images: [{ kind, name, container, image }], restores: [] };
  await place.store("ann").ask(place.namespace, request);
  await place.store("ben").answer(place.namespace, yesTo(request));
};

function guardNamed(name: string): object {
  const spec = { required: 1, approvers: { users: ["ann"] } };
  return { apiVersion: "tidegate.dev/v1alpha1", kind: "DeploymentGuard", metadata: { name }, spec };
}

function namespaceEditors(): object[] {
  const rbac = "rbac.authorization.k8s.io";
  const metadata = { name: `namespace-editors-${place.namespace}` };
  const resources = ["namespaces", "namespaces/status", "namespaces/finalize"];
  return [
    {
      apiVersion: `${rbac}/v1`,
      kind: "ClusterRole",
      metadata,
      rules: [{ apiGroups: [""], resources, verbs: ["*"] }],
    },
    {
      apiVersion: `${rbac}/v1`,
      kind: "ClusterRoleBinding",
      metadata,
      roleRef: { apiGroup: rbac, kind: "ClusterRole", name: metadata.name },
      subjects: [{ kind: "Group", name: "namespace-editors", apiGroup: rbac }],
    },
  ];
}

const enforce = (on: boolean): Promise<unknown> =>
  place.kubectl("gina", [
    "patch",
    "guard",
    "tidegate",
    "--type=merge",
    `--patch={"spec":{"enforceImages":${String(on)}}}`,
  ]);

describe("an image of a guarded workload", () => {
  it("is set by nobody without an approval", async () => {
    for (const user of ["ann", "ben", "admin"] as const) {
      const { code, stderr } = await setImage(user, "acme/web:unasked");
      expect(code).not.toBe(0);
      expect(stderr).toContain(
        "[NotApproved] No valid approval covers image acme/web:unasked in container app of Deployment web: nobody has asked for it.",
      );
    }
    expect(await place.image()).toBe("acme/web:1");
  });

  it("says the same to Tidegate, in a sentence", async () => {
    const ref = { kind: KINDS.Deployment, namespace: place.namespace, name: "web" };
    const body = { spec: { template: { spec: { containers: [{ name: "app", image: "acme/web:unasked" }] } } } };
    await expect(place.cluster("ann").patch(ref, { type: "strategic", body })).rejects.toMatchObject({
      reason: "Forbidden",
      facts: { refusal: "NotApproved", policy: "tidegate-workload-images" },
      message: `Could not change Deployment web in namespace ${place.namespace}: No valid approval covers image acme/web:unasked in container app of Deployment web: nobody has asked for it.`,
    });
  });

  it("is set once somebody else has approved it, rolls out, and goes back by the way back", async () => {
    const request = webRequest({ image: "acme/web:2" });
    await place.store("ann").ask(place.namespace, request);
    expect((await setImage("ann", "acme/web:2")).stderr).toContain(`request ${request.id} needs 1 approval`);
    await place.store("cleo").answer(place.namespace, yesTo(request));
    expect(await setImage("ann", "acme/web:2")).toMatchObject({ code: 0 });
    expect(await rolledOut()).toMatchObject({ code: 0 });
    // Nothing covers a third version, and the second is not covered for another container.
    expect((await setImage("ann", "acme/web:3")).stderr).toContain("[NotApproved]");
    const other = await place.kubectl("ann", ["set", "image", "deployment/web", "*=acme/web:2", "app=acme/web:4"]);
    expect(other.code).not.toBe(0);
    expect(await place.kubectl("ann", ["rollout", "undo", "deployment/web"])).toMatchObject({ code: 0 });
    expect(await rolledOut()).toMatchObject({ code: 0 });
    expect(await place.image()).toBe("acme/web:1");
  });

  it("stays where the request was rejected or withdrawn, but the way back stays open", async () => {
    const request = await approved(place, { image: "acme/web:late" });
    expect(await setImage("ann", "acme/web:late")).toMatchObject({ code: 0 });
    await place.store("cleo").answer(place.namespace, yesTo(request, { answer: "reject", comment: "Stop." }));
    expect(await setImage("ann", "acme/web:1")).toMatchObject({ code: 0 });
    expect((await setImage("ann", "acme/web:late")).stderr).toContain("was rejected");
    const taken = await approved(place, { image: "acme/web:taken" });
    await place.store("ann").withdraw(place.namespace, taken.id);
    expect((await setImage("ann", "acme/web:taken")).stderr).toContain("was withdrawn");
  });

  it("stays where who approved is no longer listed", async () => {
    await approved(place, { image: "acme/web:former" });
    const approversAre = (users: readonly string[]): Promise<unknown> =>
      place.kubectl("gina", [
        "patch",
        "guard",
        "tidegate",
        "--type=merge",
        `--patch=${JSON.stringify({ spec: { approvers: { users } } })}`,
      ]);
    await approversAre([]);
    expect((await setImage("ann", "acme/web:former")).stderr).toContain("[NotApproved]");
    await approversAre(["ann", "ben"]);
    expect(await setImage("ann", "acme/web:former")).toMatchObject({ code: 0 });
    expect(await setImage("ann", "acme/web:1")).toMatchObject({ code: 0 });
  });

  it("needs no approval where the guard does not enforce images", async () => {
    await enforce(false);
    expect(await setImage("ann", "acme/web:free")).toMatchObject({ code: 0 });
    expect(await setImage("ann", "acme/web:1")).toMatchObject({ code: 0 });
    await enforce(true);
    expect((await setImage("ann", "acme/web:free")).stderr).toContain("[NotApproved]");
  });
});

describe("what is no image", () => {
  it("changes as ever, and controllers do their work", async () => {
    for (const args of [
      ["scale", "deployment/web", "--replicas=4"],
      ["set", "env", "deployment/web", "MODE=fast"],
      ["rollout", "restart", "deployment/web"],
      ["annotate", "deployment/web", "note=yes"],
    ]) {
      expect(await place.kubectl("ann", args)).toMatchObject({ code: 0 });
    }
    expect(await rolledOut()).toMatchObject({ code: 0 });
    await place.kubectl("ann", ["delete", "pods", "--all", "--wait=false"]);
    expect(await rolledOut()).toMatchObject({ code: 0 });
    const names = await place.kubectl("ann", ["get", "pods", "-l", "app=web", "-o", "name"]);
    expect(names.stdout.trim().split("\n").length).toBeGreaterThanOrEqual(4);
  });
});

describe("other workloads", () => {
  it("are made with an approval of their own: a StatefulSet, a Job, a CronJob", async () => {
    const { spec, ...rest } = deployment({ namespace: place.namespace, name: "data", image: "acme/db:1" }) as {
      spec: object;
    };
    await asked("StatefulSet", "data", "app", "acme/db:1");
    const set = JSON.stringify({ ...rest, kind: "StatefulSet", spec: { ...spec, serviceName: "data" } });
    expect(await place.kubectl("ann", ["create", "-f", "-"], set)).toMatchObject({ code: 0 });
    expect(await place.kubectl("ann", ["rollout", "status", "sts/data", "--timeout=60s"])).toMatchObject({ code: 0 });
    await asked("Job", "migrate", "migrate", "acme/migrate:1");
    expect(await place.kubectl("ann", ["create", "job", "migrate", "--image=acme/migrate:1"])).toMatchObject({
      code: 0,
    });
    expect(await place.kubectl("ann", ["wait", "job/migrate", "--for=condition=complete"])).toMatchObject({ code: 0 });
    await asked("CronJob", "nightly", "nightly", "acme/nightly:1");
    const nightly = ["create", "cronjob", "nightly", "--image=acme/nightly:1", "--schedule=0 0 1 1 *"];
    expect(await place.kubectl("ann", nightly)).toMatchObject({ code: 0 });
  });

  it("get their jobs from the CronJob's controller, not from people", async () => {
    const uid = (await place.kubectl("admin", ["get", "cronjob/nightly", "-o", "jsonpath={.metadata.uid}"])).stdout;
    const ownerReferences = [{ apiVersion: "batch/v1", kind: "CronJob", name: "nightly", uid, controller: true }];
    const job = JSON.stringify({
      apiVersion: "batch/v1",
      kind: "Job",
      metadata: { name: "nightly-1", ownerReferences },
      spec: {
        template: { spec: { restartPolicy: "Never", containers: [{ name: "nightly", image: "acme/nightly:1" }] } },
      },
    });
    expect((await place.kubectl("ann", ["create", "-f", "-"], job)).stderr).toContain("[NotApproved]");
    const byHand = await place.kubectl("ann", ["create", "job", "nightly-2", "--from=cronjob/nightly"]);
    expect(byHand.stderr).toContain("[NotApproved]");
    const as = "--as=system:serviceaccount:kube-system:cronjob-controller";
    expect(await place.kubectl("admin", ["create", "-f", "-", as], job)).toMatchObject({ code: 0 });
  });

  it("take an ephemeral container with an approval for that pod", async () => {
    const name = ["get", "pods", "-l", "app=web", "-o", "jsonpath={.items[0].metadata.name}"];
    const pod = (await place.kubectl("ann", name)).stdout;
    await asked("Pod", pod, "eye", "acme/eye:1");
    const look = ["debug", pod, "--image=acme/eye:1", "--container=eye", "--attach=false"];
    expect(await place.kubectl("ann", look)).toMatchObject({ code: 0 });
  });

  it("keep what server-side and client-side apply say of an approved image", async () => {
    await approved(place, { image: "acme/web:applied" });
    const web = (image: string): string =>
      JSON.stringify(deployment({ namespace: place.namespace, name: "web", image, replicas: 2 }));
    const forced = ["apply", "--server-side", "--force-conflicts", "-f", "-"];
    expect((await place.kubectl("ann", forced, web("acme/web:unasked"))).stderr).toContain("[NotApproved]");
    expect(await place.kubectl("ann", forced, web("acme/web:applied"))).toMatchObject({ code: 0 });
    expect(await place.kubectl("ann", ["apply", "-f", "-"], web("acme/web:1"))).toMatchObject({ code: 0 });
  });
});

describe("a way around", () => {
  it("is no deletion and making anew", async () => {
    await applyManifest(place.connection, []);
    expect(await place.kubectl("ann", ["delete", "deployment/web"])).toMatchObject({ code: 0 });
    const evil = JSON.stringify(deployment({ namespace: place.namespace, name: "web", image: "acme/web:evil" }));
    for (const user of ["ann", "admin"] as const)
      expect(await refusal(user, ["create", "-f", "-"], evil)).toContain("[NotApproved]");
    // What was approved as a way back may be made anew, too.
    const old = JSON.stringify(
      deployment({ namespace: place.namespace, name: "web", image: "acme/web:1", replicas: 2 }),
    );
    expect(await place.kubectl("ann", ["create", "-f", "-"], old)).toMatchObject({ code: 0 });
  });

  it("is no other kind, and no pod or ReplicaSet of one's own", async () => {
    expect(await refusal("ann", ["create", "deployment", "other", "--image=acme/web:1"])).toContain("[NotApproved]");
    expect(await refusal("ann", ["create", "job", "once", "--image=acme/evil:1"])).toContain("[NotApproved]");
    expect(
      await refusal("ann", ["create", "cronjob", "nightly", "--image=acme/evil:1", "--schedule=* * * * *"]),
    ).toContain("[NotApproved]");
    for (const kind of ["StatefulSet", "DaemonSet"]) {
      const { spec, ...rest } = deployment({ namespace: place.namespace, name: "other", image: "acme/evil:1" }) as {
        spec: { replicas?: number };
      };
      const { replicas: _replicas, ...bare } = spec;
      expect(await refusal("ann", ["create", "-f", "-"], JSON.stringify({ ...rest, kind, spec: bare }))).toContain(
        "[NotApproved]",
      );
    }
    for (const user of ["ann", "admin"] as const) {
      expect(await refusal(user, ["run", "shell", "--image=acme/evil:1", "--labels=app=web"])).toContain(
        "[OnlyControllers]",
      );
    }
    const own = deployment({ namespace: place.namespace, name: "own", image: "acme/evil:1" });
    expect(await refusal("ann", ["create", "-f", "-"], JSON.stringify({ ...own, kind: "ReplicaSet" }))).toContain(
      "[OnlyControllers]",
    );
  });

  it("is no pod that pretends to have an owner", async () => {
    const sets = (await live("rs")) as unknown as { items: { metadata: { name: string; uid: string } }[] };
    const { name, uid } = sets.items[0]!.metadata;
    const pod = {
      apiVersion: "v1",
      kind: "Pod",
      metadata: {
        name: "adopted",
        ownerReferences: [{ apiVersion: "apps/v1", kind: "ReplicaSet", name, uid, controller: true }],
      },
      spec: { containers: [{ name: "app", image: "acme/evil:1" }] },
    };
    for (const user of ["ann", "admin"] as const) {
      expect(await refusal(user, ["create", "-f", "-"], JSON.stringify(pod))).toContain("[OnlyControllers]");
    }
  });

  it("is no change of a running pod, a ReplicaSet or a recorded revision", async () => {
    const pods = (await live("pods")) as unknown as { items: { metadata: { name: string } }[] };
    const pod = pods.items[0]!.metadata.name;
    expect(await refusal("ann", ["set", "image", `pod/${pod}`, "app=acme/evil:1"])).toContain("[OnlyControllers]");
    const sets = (await live("rs")) as unknown as { items: { metadata: { name: string } }[] };
    expect(await refusal("ann", ["set", "image", `rs/${sets.items[0]!.metadata.name}`, "app=acme/evil:1"])).toContain(
      "[OnlyControllers]",
    );
    expect(await refusal("ann", ["debug", pod, "--image=acme/evil:1", "--container=eye", "--attach=false"])).toContain(
      "[NotApproved]",
    );
    const revision = {
      apiVersion: "apps/v1",
      kind: "ControllerRevision",
      metadata: { name: "forged" },
      revision: 9,
      data: {},
    };
    expect(await refusal("ann", ["create", "-f", "-"], JSON.stringify(revision))).toContain("[OnlyControllers]");
  });

  it("is no renamed, added, init or volume container", async () => {
    const renamed = [
      { name: "app", $patch: "delete" },
      { name: "renamed", image: "acme/web:1" },
    ];
    const patches: readonly (readonly [object, string])[] = [
      [{ containers: renamed }, "acme/web:1 in container renamed"],
      [{ containers: [{ name: "side", image: "acme/web:1" }] }, "acme/web:1 in container side"],
      [{ initContainers: [{ name: "before", image: "acme/web:1" }] }, "acme/web:1 in container before"],
      [{ volumes: [{ name: "code", image: { reference: "acme/evil:1" } }] }, "acme/evil:1 in container volume/code"],
    ];
    for (const [spec, which] of patches) {
      const patch = JSON.stringify({ spec: { template: { spec } } });
      expect(await refusal("ann", ["patch", "deployment/web", "--type=strategic", `--patch=${patch}`])).toContain(
        `[NotApproved] No valid approval covers image ${which} of Deployment web`,
      );
    }
  });

  it("is no subresource", async () => {
    const object = JSON.parse(
      (await place.kubectl("admin", ["get", "deployment/web", "-o", "json"])).stdout.replaceAll(
        "acme/web:1",
        "acme/evil:1",
      ),
    ) as object;
    const input = JSON.stringify(object);
    await place.kubectl("ann", ["replace", "--subresource=status", "-f", "-"], input);
    await place.kubectl("ann", [
      "patch",
      "deployment/web",
      "--subresource=scale",
      "--type=merge",
      '--patch={"spec":{"replicas":2}}',
    ]);
    expect(await place.image()).toBe("acme/web:1");
    const images = ["get", "deployment/web", "-o", "jsonpath={.spec.template.spec.containers[*].image}"];
    expect((await place.kubectl("ann", images)).stdout).toBe("acme/web:1");
  });

  it("is no namespace without its label, and none that is deleted", async () => {
    const namespace = ["namespace", place.namespace];
    const as = ["--as=ann", "--as-group=namespace-editors"];
    await applyManifest(place.connection, namespaceEditors());
    expect(await refusal("admin", ["label", ...namespace, "tidegate.dev/approvals-", ...as])).toContain(
      "[NotAnAdministrator]",
    );
    expect(
      await refusal("admin", ["label", ...namespace, "tidegate.dev/approvals=off", "--overwrite", ...as]),
    ).toContain("[NotAnAdministrator]");
    expect(await refusal("admin", ["delete", ...namespace, "--wait=false", ...as])).toContain("[NotAnAdministrator]");
    for (const subresource of ["status", "finalize"]) {
      const object = (await live(`namespace/${place.namespace}`)) as unknown as { metadata: { labels: object } };
      const bare = { ...object, metadata: { ...object.metadata, labels: {} } };
      const path = `/api/v1/namespaces/${place.namespace}/${subresource}`;
      expect(await refusal("admin", ["replace", "--raw", path, "-f", "-", ...as], JSON.stringify(bare))).toContain(
        "NotAnAdministrator",
      );
    }
  });

  it("is no lost guard: it stays while its namespace enforces approvals", async () => {
    for (const user of ["gina", "admin"] as const) {
      expect(await refusal(user, ["delete", "guard", "tidegate"])).toContain("[StillEnforced]");
      expect(await refusal(user, ["delete", "deploymentguards", "--all"])).toContain("[StillEnforced]");
    }
    expect(await refusal("gina", ["create", "-f", "-"], JSON.stringify(guardNamed("second")))).toContain(
      "called tidegate",
    );
  });
});
