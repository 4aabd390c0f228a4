import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from "vitest";
import { connect } from "../../src/cluster.ts";
import { bindingHash } from "../../src/core/approvals/binding.ts";
import type { RunFolder } from "../../src/core/ports/runStore.ts";
import type { Cluster, LogOptions } from "../../src/core/rollout/cluster.ts";
import { KINDS, type ObjectRef } from "../../src/core/rollout/kinds.ts";
import type { Deployment, Pod } from "../../src/core/rollout/objects.ts";
import { isReady } from "../../src/core/rollout/pod.ts";
import { imagesOf } from "../../src/core/rollout/template.ts";
import type { RunState } from "../../src/core/run/state.ts";
import { type TestServerTag, testServerImage } from "../../tools/controlplane/images.ts";
import { writeKubeconfig } from "../support/controlPlane/kubeconfig.ts";
import { createNamespace, deleteNamespace } from "../support/controlPlane/namespace.ts";
import { REAL_CONTAINER, REAL_POD_SPEC } from "../support/controlPlane/realNode/realPod.ts";
import { rollOut } from "../support/controlPlane/workload.ts";
import { BOB, type Shipping, shipping } from "../support/runUnderTest.ts";
import { seen } from "../support/seen.ts";

const connection = inject("controlPlane");

/** Production as it should be: evidence, someone else's yes, and a way back that waits for nobody. */
const GUARDED = {
  production: true,
  approval: {},
  gate: ["git-clean", "diff-reviewed"],
  rollback: "automatic",
  deadline: "2m",
  hold: "3s",
};
/** Real containers take their time where the machine is busy. */
const PATIENCE_MS = 120_000;

/** A person who may ship in the namespaces of these tests and see nothing elsewhere. */
let deployer: Cluster;

beforeAll(async () => {
  const kubeconfig = join(connection.folder, "run-on-node.kubeconfig");
  await writeKubeconfig(connection, kubeconfig, { contexts: ["deployer"] });
  deployer = await connect("deployer", { kubeconfig: [kubeconfig] });
});
afterAll(() => deployer.dispose());

/** A namespace with two real pods of the test server. */
async function running(tag: TestServerTag): Promise<string> {
  const namespace = await createNamespace(connection, "run");
  onTestFinished(() => deleteNamespace(connection, namespace));
  const image = testServerImage(tag);
  await rollOut(connection, {
    namespace,
    name: "web",
    image,
    replicas: 2,
    podSpec: REAL_POD_SPEC,
    container: REAL_CONTAINER,
  });
  return namespace;
}

/** Deploys as Ann, approves as Bob, and walks the run to its end. */
async function deployApproved(ship: Shipping, version: string): Promise<{ folder: RunFolder; state: RunState }> {
  const { folder, ended } = await ship.deploy(version);
  const waiting = await ship.until(folder, ({ approval }) => approval !== undefined);
  const hash = waiting.approval === undefined ? "" : bindingHash(waiting.approval.binding);
  await ship.send(folder, { type: "answer", node: "approve", answer: "approve", bindingHash: hash, by: BOB });
  return { folder, state: await ended };
}

async function web(namespace: string): Promise<Deployment | undefined> {
  return deployer.get<Deployment>({ kind: KINDS.Deployment, namespace, name: "web" });
}

/** The pods of `web` once two are left, ready, of one image. */
async function podsOf(namespace: string, tag: TestServerTag): Promise<readonly Pod[]> {
  const view = deployer.observe<Pod>(KINDS.Pod, namespace);
  const wanted = (pod: Pod): boolean => isReady(pod) && imagesOf(pod)["app"] === testServerImage(tag);
  try {
    return await seen(view, (pods) => pods.length === 2 && pods.every(wanted) && pods, PATIENCE_MS);
  } finally {
    view.dispose();
  }
}

function podRef(namespace: string, pod: Pod | undefined): ObjectRef {
  return { kind: KINDS.Pod, namespace, name: pod?.metadata.name ?? "" };
}

/** What a pod answers through a port of this machine that leads to it. */
async function answerOf(pod: ObjectRef): Promise<string> {
  const forward = await deployer.forward(pod, 8080);
  try {
    return await (await fetch(`http://127.0.0.1:${forward.localPort}/`)).text();
  } finally {
    forward.dispose();
  }
}

describe("a run on real pods", () => {
  test("takes them through gate and approval to a verified end", async () => {
    const namespace = await running("1.0.0");
    const ship = await shipping(deployer, namespace, GUARDED);
    const { state } = await deployApproved(ship, "2.0.0");
    expect(state.ended).toMatchObject({ outcome: "completed" });
    expect(state.path.map(({ node, outcome }) => [node, outcome])).toEqual([
      ["start", "started"],
      ["ready", "pass"],
      ["gate", "pass"],
      ["approve", "approved"],
      ["set-deployment-web", "done"],
      ["ready-deployment-web", "healthy"],
      ["hold", "healthy"],
    ]);
    expect(state.verified).toMatchObject([{ revision: { revision: "2", images: { app: testServerImage("2.0.0") } } }]);
    const pods = await podsOf(namespace, "2.0.0");
    const answers = await Promise.all(pods.map((pod) => answerOf(podRef(namespace, pod))));
    expect(answers).toEqual(["2.0.0\n", "2.0.0\n"]);
  });

  test("goes back to the last verified version when the next one crashes, and keeps what its container said", async () => {
    const namespace = await running("1.0.0");
    const ship = await shipping(deployer, namespace, GUARDED);
    const first = await deployApproved(ship, "2.0.0");
    expect(first.state.ended).toMatchObject({ outcome: "completed" });
    const { folder, state } = await deployApproved(ship, "2.0.0-crash");

    expect(state.ended).toMatchObject({ outcome: "rolled-back" });
    expect(state.ended?.message).toMatch(
      /^Rolled back to 2\.0\.0: web did not become ready: .*crash.* \(exit code 1\)/u,
    );
    expect(state.failedRollout?.verdict).toMatchObject({ status: "Failed", reason: "CrashLoopBackOff" });
    expect(state.path.slice(-3).map(({ node, outcome }) => [node, outcome])).toEqual([
      ["ready-deployment-web", "failed"],
      ["restore-deployment-web", "done"],
      ["restored", "healthy"],
    ]);
    await podsOf(namespace, "2.0.0");
    expect((await web(namespace))?.metadata.generation).toBe(4);

    const kept = state.evidence.find(({ evidence }) => evidence.check.startsWith("pod-log/"))?.evidence;
    expect(kept).toMatchObject({ verdict: "fail", reason: "CrashLoopBackOff" });
    const log = await readFile(join(folder.path, String(kept?.facts?.["file"])), "utf8");
    expect(log).toContain("testserver 2.0.0 starts");
    expect(log).toContain("cannot start: asked to crash");
  });
});

describe("a real pod", () => {
  test("answers through a forwarded port, and its log tells of it while it is followed", async () => {
    const namespace = await running("1.0.0");
    const [pod] = await podsOf(namespace, "1.0.0");
    const ref = podRef(namespace, pod);
    const [answer] = await Promise.all([answerOf(ref), lineOf(ref, "GET /", { follow: true })]);
    expect(answer).toBe("1.0.0\n");
    expect(await lineOf(ref, "testserver 1.0.0 starts")).toMatch(/^\d{4}\/\d\d\/\d\d /u);
    await expect(answerOf({ ...ref, name: "no-such-pod" })).rejects.toMatchObject({ reason: "NotFound" });
  });
});

/** The first line of a pod's log that ends as given; rejects where there is none. */
async function lineOf(pod: ObjectRef, end: string, options: LogOptions = {}): Promise<string> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  for await (const line of deployer.logs(pod, { ...options, signal })) if (line.endsWith(end)) return line;
  throw new Error(`no line ends with "${end}"`);
}
