import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { KubeObject } from "../../src/core/rollout/objects.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox.ts";
import { createKubectl, type Kubectl } from "../support/kubectl.ts";

/** A real kubectl against the embedded cluster: what a person would type, and what they would read. */

const FAST = { pullMs: 5, readyMs: 20, stopMs: 5, crashMs: 5 };

let sandbox: Sandbox;
let kubectl: Kubectl;
let dev: Kubectl;

beforeAll(async () => {
  const { STEADY } = await import("../../src/sandbox/controllers/kubelet/timing.ts");
  sandbox = await startSandbox({
    seed: ({ store }) => store.create("v1/nodes", node("node-1")),
    timing: { ...STEADY, ...FAST },
    grants: [
      {
        token: "dev",
        user: "dev",
        rules: [{ verbs: ["get", "list"], groups: ["*"], resources: ["*"], namespaces: ["shop"] }],
      },
    ],
  });
  kubectl = createKubectl(sandbox.kubeconfig());
  dev = createKubectl(sandbox.kubeconfig("dev"));
  await kubectl.ok("apply -f -", "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n");
});

afterAll(async () => {
  kubectl?.dispose();
  dev?.dispose();
  await sandbox?.close();
});

function node(name: string): KubeObject {
  const room = { cpu: "8", memory: "32Gi", pods: "110" };
  const conditions = [{ type: "Ready", status: "True" }];
  const metadata = { name, labels: { "kubernetes.io/hostname": name } };
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata,
    spec: {},
    status: { capacity: room, allocatable: room, conditions },
  };
}

function manifest(name: string, image: string, extras = ""): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: shop, labels: {app: ${name}}}
spec:
  replicas: 2
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      containers:
        - name: ${name}
          image: ${image}
          ports: [{containerPort: 8080}]
${extras}`;
}

async function rolledOut(name: string, image: string): Promise<void> {
  await kubectl.ok("apply -f -", manifest(name, image));
  await kubectl.ok(`rollout status -n shop deployment/${name} --timeout=30s`);
}

async function imageOf(name: string): Promise<string> {
  return kubectl.ok(`get -n shop deployment ${name} -o jsonpath={.spec.template.spec.containers[0].image}`);
}

describe("looking", () => {
  it("gets workloads as a table with the usual columns", async () => {
    await rolledOut("looked", "acme/web:1");
    const [header, row] = (await kubectl.ok("get -n shop deployment looked -o wide")).split("\n");
    expect(header?.split(/\s+/)).toEqual(
      ["NAME", "READY", "UP-TO-DATE", "AVAILABLE", "AGE", "CONTAINERS", "IMAGES", "SELECTOR", ""].slice(0, -1),
    );
    expect(row).toMatch(/^looked\s+2\/2\s+2\s+2\s+\d+s\s+looked\s+acme\/web:1\s+app=looked/);
  });

  it("gets the pods of a selector, page by page", async () => {
    await rolledOut("paged", "acme/web:1");
    const names = await kubectl.ok("get -n shop pods -l app=paged --chunk-size=1 -o name");
    expect(names.trim().split("\n")).toHaveLength(2);
    expect(await kubectl.ok("get -n shop pods --field-selector status.phase=Failed -o name")).toBe("");
  });

  it("describes a deployment with its replica sets and events", async () => {
    await rolledOut("described", "acme/web:1");
    const text = await kubectl.ok("describe -n shop deployment described");
    expect(text).toMatch(/Replicas:\s+2 desired \| 2 updated \| 2 total \| 2 available \| 0 unavailable/);
    expect(text).toMatch(/NewReplicaSet:\s+described-\w+ \(2\/2 replicas created\)/);
    expect(text).toContain("ScalingReplicaSet");
  });

  it("describes a pod and reads its log", async () => {
    await rolledOut("logged", "acme/web:1");
    expect(await kubectl.ok("describe -n shop pod -l app=logged")).toMatch(/Ready\s+True/);
    expect(await kubectl.ok("logs -n shop deployment/logged --tail=1")).toMatch(/\S+\n$/);
  });

  it("knows its kinds, its version and who asks", async () => {
    expect(await kubectl.ok("api-resources --api-group=apps -o name")).toContain("deployments.apps\n");
    expect(await kubectl.ok("version")).toContain("v1.36.3");
    expect(await kubectl.ok("explain deployment.spec.replicas")).toContain("replicas <integer>");
  });
});

describe("rolling out", () => {
  it("sets an image, tells the history, undoes", async () => {
    await rolledOut("rolled", "acme/web:1");
    await kubectl.ok("set image -n shop deployment/rolled rolled=acme/web:2");
    expect(await kubectl.ok("rollout status -n shop deployment/rolled --timeout=30s")).toContain(
      "successfully rolled out",
    );
    expect(await kubectl.ok("rollout history -n shop deployment/rolled")).toMatch(/1\s+<none>\s+2\s+<none>/);
    await kubectl.ok("rollout undo -n shop deployment/rolled");
    await kubectl.ok("rollout status -n shop deployment/rolled --timeout=30s");
    expect(await imageOf("rolled")).toBe("acme/web:1");
  });

  it("scales, and refuses where the scale is not what was expected", async () => {
    await rolledOut("scaled", "acme/web:1");
    await kubectl.ok("scale -n shop deployment/scaled --replicas=4");
    await kubectl.ok("rollout status -n shop deployment/scaled --timeout=30s");
    expect(await kubectl.ok("get -n shop deployment scaled -o jsonpath={.status.availableReplicas}")).toBe("4");
    const refused = await kubectl.run("scale -n shop deployment/scaled --replicas=1 --current-replicas=9");
    expect(refused.code).not.toBe(0);
    expect(refused.err).toContain("Expected replicas to be 9, was 4");
    await kubectl.ok("scale -n shop deployment/scaled --replicas=2 --current-replicas=4");
    expect(await kubectl.ok("get -n shop deployment scaled -o jsonpath={.spec.replicas}")).toBe("2");
    await kubectl.ok("scale -n shop deployment/scaled --replicas=0 --current-replicas=2");
    expect(await kubectl.ok("get -n shop deployment scaled -o jsonpath={.spec.replicas}")).toBe("0");
  });

  it("restarts, pauses and resumes", async () => {
    await rolledOut("restarted", "acme/web:1");
    await kubectl.ok("rollout restart -n shop deployment/restarted");
    await kubectl.ok("rollout status -n shop deployment/restarted --timeout=30s");
    await kubectl.ok("rollout pause -n shop deployment/restarted");
    expect((await kubectl.run("rollout undo -n shop deployment/restarted")).err).toContain(
      "cannot rollback a paused deployment",
    );
    await kubectl.ok("rollout resume -n shop deployment/restarted");
  });

  it("tells of an image that is not there", async () => {
    await kubectl.ok("apply -f -", manifest("broken", "acme/web:2-missing"));
    const { code, err } = await kubectl.run("rollout status -n shop deployment/broken --timeout=1s");
    expect(code).not.toBe(0);
    expect(err).toContain("timed out waiting for the condition");
    expect(await kubectl.ok("get -n shop pods -l app=broken")).toMatch(/ErrImagePull|ImagePullBackOff/);
  });
});

describe("applying", () => {
  it("merges what the person wrote with what others did", async () => {
    await rolledOut("applied", "acme/web:1");
    await kubectl.ok("scale -n shop deployment/applied --replicas=3");
    const added = manifest("applied", "acme/web:2", "          env: [{name: MODE, value: fast}]\n");
    expect(await kubectl.ok("apply -f -", added)).toContain("configured");
    expect(await kubectl.ok("apply -f -", added)).toContain("unchanged");
    await kubectl.ok("apply -f -", manifest("applied", "acme/web:2"));
    const object = parse(await kubectl.ok("get -n shop deployment applied -o yaml")) as {
      spec: { template: { spec: { containers: object[] } } };
    };
    expect(object.spec.template.spec.containers).toHaveLength(1);
    expect(object.spec.template.spec.containers[0]).not.toHaveProperty("env");
  });

  it("names the other manager where a server-side apply would take its field", async () => {
    await kubectl.ok("apply --server-side -f -", manifest("owned", "acme/web:1"));
    const refused = await kubectl.run(
      "apply --server-side --field-manager=other -f -",
      manifest("owned", "acme/web:2"),
    );
    expect(refused.err).toContain('conflict with "kubectl": .spec.template.spec.containers[name="owned"].image');
    await kubectl.ok(
      "apply --server-side --field-manager=other --force-conflicts -f -",
      manifest("owned", "acme/web:2"),
    );
    expect(await imageOf("owned")).toBe("acme/web:2");
  });

  it("removes what an applier gives up and nobody else owns", async () => {
    const extra = "          env: [{name: MODE, value: fast}]\n";
    await kubectl.ok("apply --server-side -f -", manifest("dropped", "acme/web:1", extra));
    await kubectl.ok("apply --server-side -f -", manifest("dropped", "acme/web:1"));
    const env = await kubectl.ok("get -n shop deployment dropped -o jsonpath={.spec.template.spec.containers[0].env}");
    expect(env).toBe("");
  });

  it("takes client-side objects over to server-side apply", async () => {
    await rolledOut("migrated", "acme/web:1");
    await kubectl.ok("apply --server-side -f -", manifest("migrated", "acme/web:1"));
    await kubectl.ok("apply --server-side -f -", manifest("migrated", "acme/web:2"));
    expect(await imageOf("migrated")).toBe("acme/web:2");
  });

  it("shows the difference without making it", async () => {
    await kubectl.ok("apply --server-side -f -", manifest("compared", "acme/web:1"));
    const { code, out } = await kubectl.run(
      "diff --server-side --field-manager=kubectl -f -",
      manifest("compared", "acme/web:2"),
    );
    expect(code).toBe(1);
    expect(out).toMatch(/^-\s+- image: acme\/web:1$|^-\s+image: acme\/web:1$/m);
    expect(out).toMatch(/^\+\s+-? ?image: acme\/web:2$/m);
    expect(await imageOf("compared")).toBe("acme/web:1");
  });

  it("refuses a misspelt field", async () => {
    const misspelt = manifest("misspelt", "acme/web:1").replace("replicas:", "replicsa:");
    expect((await kubectl.run("apply -f -", misspelt)).err).toContain('unknown field "spec.replicsa"');
    expect((await kubectl.run("apply --server-side -f -", misspelt)).err).toContain(
      ".spec.replicsa: field not declared in schema",
    );
  });

  it("refuses what breaks the kind's rules", async () => {
    const wrong = manifest("wrong", "acme/web:1").replace(
      "template:\n    metadata: {labels: {app: wrong}}",
      "template:\n    metadata: {labels: {app: other}}",
    );
    expect((await kubectl.run("apply -f -", wrong)).err).toContain("`selector` does not match template `labels`");
  });
});

describe("making", () => {
  it("creates what kubectl sends in protobuf", async () => {
    await kubectl.ok("create deployment -n shop made --image=acme/web:1 --replicas=0 --port=8080");
    const made = parse(await kubectl.ok("get -n shop deployment made -o yaml")) as { spec: { replicas: number } };
    expect(made.spec).toMatchObject({
      replicas: 0,
      selector: { matchLabels: { app: "made" } },
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%" } },
      template: { spec: { containers: [{ image: "acme/web:1", ports: [{ containerPort: 8080, protocol: "TCP" }] }] } },
    });
    await kubectl.ok("create configmap -n shop made --from-literal=mode=fast");
    expect(await kubectl.ok("get -n shop configmap made -o jsonpath={.data.mode}")).toBe("fast");
  });

  it("patches in every way kubectl knows", async () => {
    await kubectl.ok("create deployment -n shop patched --image=acme/web:1");
    await kubectl.ok(
      'patch -n shop deployment patched --type=json -p [{"op":"replace","path":"/spec/replicas","value":2}]',
    );
    await kubectl.ok('patch -n shop deployment patched --type=merge -p {"metadata":{"labels":{"tier":"front"}}}');
    await kubectl.ok(
      'patch -n shop deployment patched -p {"spec":{"template":{"spec":{"containers":[{"name":"web","image":"acme/web:2"}]}}}}',
    );
    const text = await kubectl.ok("get -n shop deployment patched --show-labels");
    expect(text).toContain("tier=front");
    expect(await kubectl.ok("get -n shop deployment patched -o jsonpath={.spec.replicas}")).toBe("2");
    expect(await imageOf("patched")).toBe("acme/web:2");
  });

  it("takes a List, which kubectl checks by the older documents", async () => {
    const items = ["one", "two"].map((name) => {
      return { apiVersion: "v1", kind: "ConfigMap", metadata: { name: `listed-${name}`, namespace: "shop" } };
    });
    const list = JSON.stringify({ apiVersion: "v1", kind: "List", items });
    expect(await kubectl.ok("apply -f -", list)).toBe("configmap/listed-one created\nconfigmap/listed-two created\n");
    const misspelt = list.replaceAll('"metadata"', '"dada":{},"metadata"');
    expect((await kubectl.run("apply -f -", misspelt)).err).toContain('unknown field "dada"');
    const foreign = "apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: a, namespace: shop}\n";
    expect((await kubectl.run("apply -f -", foreign)).err).toContain('no matches for kind "Widget"');
  });

  it("leaves no trace of a dry run", async () => {
    expect(await kubectl.ok("create configmap -n shop imagined --dry-run=server")).toContain(
      "created (server dry run)",
    );
    expect((await kubectl.run("get -n shop configmap imagined")).err).toContain("not found");
  });
});

describe("deleting", () => {
  it("takes a deployment with all its pods", async () => {
    await rolledOut("deleted", "acme/web:1");
    expect(await kubectl.ok("delete -n shop deployment deleted --cascade=foreground")).toContain('"deleted" deleted');
    expect(await kubectl.ok("get -n shop replicasets -l app=deleted -o name")).toBe("");
    expect((await kubectl.run("get -n shop deployment deleted")).err).toContain('deployments.apps "deleted" not found');
  });

  it("leaves the pods where asked to orphan them", async () => {
    await rolledOut("orphaned", "acme/web:1");
    await kubectl.ok("delete -n shop deployment orphaned --cascade=orphan");
    expect((await kubectl.ok("get -n shop pods -l app=orphaned -o name")).trim().split("\n")).toHaveLength(2);
  });
});

describe("permission", () => {
  it("is refused in the server's words", async () => {
    const { err } = await dev.run("delete -n shop deployment looked");
    expect(err).toContain(
      'User "dev" cannot delete resource "deployments" in API group "apps" in the namespace "shop"',
    );
    expect((await dev.run("get deployments -A")).err).toContain("at the cluster scope");
  });

  it("can be asked for", async () => {
    expect((await dev.run("auth can-i delete deployments -n shop")).out).toBe("no\n");
    expect(await dev.ok("auth can-i list deployments.apps -n shop")).toBe("yes\n");
    expect(await dev.ok("auth whoami -o jsonpath={.status.userInfo.username}")).toBe("dev");
  });

  it("is that of whom one acts as", async () => {
    expect((await kubectl.run("auth can-i delete deployments -n shop --as=dev")).out).toBe("no\n");
    expect((await kubectl.run("get pods -n shop --as=nobody-known")).err).toContain('User "nobody-known" cannot list');
    expect((await dev.run("get pods -n shop --as=admin")).err).toContain('cannot impersonate resource "users"');
  });

  it("is not given to strangers", async () => {
    const answer = await fetch(`${sandbox.url}/api`);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ kind: "Status", reason: "Unauthorized" });
  });
});
