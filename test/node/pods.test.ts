import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { testServerImage } from "../../tools/controlplane/images.ts";
import { applyManifest, mustKubectl, startKubectl } from "../support/controlPlane/kubectl.ts";
import { createNamespace, deleteNamespace } from "../support/controlPlane/namespace.ts";
import { freePorts } from "../support/controlPlane/ports.ts";
import { REAL_CONTAINER, REAL_POD_SPEC } from "../support/controlPlane/realNode/realPod.ts";
import { type ContainerView, containersOf, deployment, podsOf, rollOut } from "../support/controlPlane/workload.ts";

const connection = inject("controlPlane");
let namespace: string;

beforeAll(async () => {
  namespace = await createNamespace(connection, "node");
});
afterAll(() => deleteNamespace(connection, namespace));

const SOON = { timeout: 90_000, interval: 250 };

/** A Deployment of the test server for the real node. */
function server(name: string, image: string, container: object = {}) {
  return {
    namespace,
    name,
    image,
    replicas: 2,
    podSpec: REAL_POD_SPEC,
    container: { ...REAL_CONTAINER, ...container },
  };
}

/** What each pod says over HTTP; one that is ending may say nothing more. */
async function answers(name: string): Promise<string[]> {
  const pods = await podsOf(connection, namespace, name);
  return Promise.all(
    pods.map(async ({ status }) => {
      const answer = await fetch(`http://${status.podIP}:8080/`).catch(() => undefined);
      return answer?.text() ?? "";
    }),
  );
}

function crashes({ state, lastState, restartCount }: ContainerView): boolean {
  return state.waiting?.reason === "CrashLoopBackOff" && restartCount > 0 && lastState?.terminated !== undefined;
}

describe("pods on the real node", () => {
  it("roll out without any privilege, and answer", async () => {
    await rollOut(connection, server("web", testServerImage("1.0.0")));
    const pods = await podsOf(connection, namespace, "web");
    expect(pods.map((pod) => pod.spec.nodeName)).toEqual(["real-0", "real-0"]);
    expect(await answers("web")).toEqual(["1.0.0\n", "1.0.0\n"]);
  });

  it("are replaced by those of the next version", async () => {
    await rollOut(connection, server("web", testServerImage("2.0.0")));
    await expect.poll(() => answers("web"), SOON).toEqual(["2.0.0\n", "2.0.0\n"]);
  });

  it("have the logs their containers wrote", async () => {
    await rollOut(connection, server("talker", testServerImage("1.0.0")));
    const logs = await mustKubectl(connection, ["logs", "-n", namespace, "deployment/talker"]);
    expect(logs).toContain("testserver 1.0.0 starts");
    expect(logs).toContain("GET /readyz");
  });

  it("can be reached through the API server", async () => {
    await rollOut(connection, server("forwarded", testServerImage("2.0.0")));
    const [port = 0] = await freePorts(1);
    const forward = startKubectl(connection, ["port-forward", "-n", namespace, "deployment/forwarded", `${port}:8080`]);
    try {
      const answer = async (): Promise<string> => (await fetch(`http://127.0.0.1:${port}/`)).text();
      await expect.poll(answer, SOON).toBe("2.0.0\n");
    } finally {
      await forward.stop();
    }
  });

  it("fall into CrashLoopBackOff when the program ends at once, and say why", async () => {
    await applyManifest(connection, [deployment(server("crash", testServerImage("2.0.0-crash")))]);
    const containers = (): Promise<readonly ContainerView[]> => containersOf(connection, namespace, "crash");
    await expect
      .poll(containers, SOON)
      .toSatisfy((seen: readonly ContainerView[]) => seen.length === 2 && seen.every(crashes));
    expect((await containers()).map((container) => container.lastState?.terminated?.exitCode)).toEqual([1, 1]);
    const logs = await mustKubectl(connection, ["logs", "-n", namespace, "deployment/crash", "--previous"]);
    expect(logs).toContain("asked to crash");
  });

  it("fall into CrashLoopBackOff when their command does not exist", async () => {
    const lost = server("lost", testServerImage("1.0.0"), { command: ["/no-such-program"] });
    await applyManifest(connection, [deployment(lost)]);
    await expect
      .poll(() => containersOf(connection, namespace, "lost"), SOON)
      .toSatisfy((seen: readonly ContainerView[]) => seen.length === 2 && seen.every(crashes));
  });
});
