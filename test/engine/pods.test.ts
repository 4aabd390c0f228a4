import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { Application } from "../../src/scaffold/facts/application.ts";
import { containerOf } from "../../src/scaffold/generate/container.ts";
import { buildersOf, imageOf } from "../../src/scaffold/generate/image.ts";
import { applyManifest, kubectl, mustKubectl } from "../support/controlPlane/kubectl.ts";
import { REAL_POD_SPEC } from "../support/controlPlane/realNode/realPod.ts";
import { type RealNode, startRealNode } from "../support/controlPlane/realNode/realNode.ts";
import { type Engine, startEngine } from "../support/engine/engine.ts";
import { type Scaffolded, scaffolded } from "../support/engine/scaffolded.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

const connection = inject("controlPlane");
const MINUTES = 60_000;
/** The environment with one replica and no autoscaler. */
const ENVIRONMENT = "development";
/** What manifests name before a pipeline has delivered. */
const TAG = "0.0.0";

const CONTAINER = "/spec/template/spec/containers/0";
/** Name, node, address and restarts of the first pod. */
const POD = ["metadata.name", "spec.nodeName", "status.podIP", "status.containerStatuses[0].restartCount"]
  .map((field) => `{.items[0].${field}}`)
  .join(" ");
/** In seconds: manifests give forty, and what does not hear the signal is killed after them. */
const LESS_THAN_ITS_GRACE = 35;

let engine: Engine;
let node: RealNode;

beforeAll(async () => {
  engine = await startEngine();
  node = await startRealNode(connection);
  await giveStorage();
}, 10 * MINUTES);
afterAll(async () => {
  await node?.stop();
  await engine?.stop();
}, MINUTES);

describe.each(["node-express", "go-single", "static-site", "python-procfile"])(
  "the generated manifests of %s",
  (name) => {
    it(
      "run its image as a real pod, with their own probes and rights, and end it within its grace",
      async () => {
        const sample = await scaffolded(engine, name, ["dockerfile", "kubernetes"]);
        for (const application of buildersOf(sample.applications)) await imported(sample, application);
        const namespace = `${sample.settings.project}-${ENVIRONMENT}`;
        await applyManifest(connection, await onRealNode(sample));
        for (const application of sample.applications) {
          const seen = await rolledOut(namespace, sample, application);
          expect(seen).toMatchObject({ node: "real-0", restarts: "0" });
          expect(seen.status).toBe(application.role.value === "worker" ? undefined : 200);
          expect(await secondsToEnd(namespace, seen.pod)).toBeLessThan(LESS_THAN_ITS_GRACE);
        }
        await mustKubectl(connection, ["delete", "namespace", namespace, "--wait=false"]);
      },
      10 * MINUTES,
    );
  },
);

/** The node does not measure its storage, and what is not there cannot be asked for: it is said to have some. */
async function giveStorage(): Promise<void> {
  const patch = ["capacity", "allocatable"].map((field) => {
    return { op: "add", path: `/status/${field}/ephemeral-storage`, value: "20Gi" };
  });
  const args = ["patch", "node", node.name, "--subresource=status", "--type=json", `--patch=${JSON.stringify(patch)}`];
  await mustKubectl(connection, args);
}

async function imported({ folder, settings, applications }: Scaffolded, application: Application): Promise<void> {
  const image = `${containerOf(application, settings.imageRepository).image}:${TAG}`;
  const { dockerfile, context } = imageOf(application, applications);
  const [file, root] = [dockerfile, context].map((one) => path.join(folder, one));
  await engine.docker(["build", "--network=host", "-f", file ?? "", "-t", image, root ?? ""]);
  const archive = path.join(await temporaryFolder(), "image.tar");
  await engine.docker(["save", "-o", archive, image]);
  const socket = path.join(node.folder, "containerd.sock");
  await execa("ctr", ["--address", socket, "--namespace", "k8s.io", "images", "import", archive]);
}

/** The overlay as it was generated, sent to the node that is real and to images that are there already. */
async function onRealNode({ folder }: Scaffolded): Promise<string> {
  const { nodeSelector, tolerations, dnsPolicy, dnsConfig } = REAL_POD_SPEC;
  const pod = { nodeSelector, tolerations, dnsPolicy, dnsConfig };
  const patch = [
    ...Object.entries(pod).map(([key, value]) => ({ op: "add", path: `/spec/template/spec/${key}`, value })),
    { op: "add", path: `${CONTAINER}/imagePullPolicy`, value: "Never" },
  ];
  const target = path.join(folder, "k8s/real");
  await mkdir(target);
  const kustomization = {
    resources: [`../overlays/${ENVIRONMENT}`],
    patches: [{ target: { kind: "Deployment" }, patch: JSON.stringify(patch) }],
  };
  await writeFile(path.join(target, "kustomization.yaml"), JSON.stringify(kustomization));
  return mustKubectl(connection, ["kustomize", target]);
}

/** A pod of the application that its own probes call ready. */
async function rolledOut(
  namespace: string,
  { settings }: Scaffolded,
  application: Application,
): Promise<{ pod: string; node: string; restarts: string; status?: number }> {
  const { name, port, health } = containerOf(application, settings.imageRepository);
  const rollout = ["rollout", "status", `deployment/${name}`, "-n", namespace, "--timeout=120s"];
  const { code, stderr } = await kubectl(connection, rollout, { timeoutMs: 3 * MINUTES });
  if (code !== 0) throw new Error(`${name} did not roll out: ${stderr}\n${await whatHappened(namespace)}`);
  const selector = `app.kubernetes.io/name=${name}`;
  const line = await mustKubectl(connection, ["get", "pods", "-n", namespace, "-l", selector, `-o=jsonpath=${POD}`]);
  const [pod = "", on = "", address = "", restarts = ""] = line.split(" ");
  // A worker answers nobody: that it is ready is all there is to see.
  if (port === undefined) return { pod, node: on, restarts };
  const { status } = await fetch(`http://${address}:${port}${health}`);
  return { pod, node: on, restarts, status };
}

async function whatHappened(namespace: string): Promise<string> {
  const { stdout: pods } = await kubectl(connection, ["get", "pods,replicasets", "-n", namespace, "-o", "wide"]);
  const { stdout: events } = await kubectl(connection, ["events", "-n", namespace]);
  return `${pods}\n${events}`;
}

async function secondsToEnd(namespace: string, pod: string): Promise<number> {
  const started = performance.now();
  await mustKubectl(connection, ["delete", "pod", pod, "-n", namespace, "--wait=true", "--timeout=90s"], {
    timeoutMs: 2 * MINUTES,
  });
  return (performance.now() - started) / 1000;
}
