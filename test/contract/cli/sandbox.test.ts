import { readFile, stat } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { errorOutput } from "../../../src/protocol/output.ts";
import { sandboxProcess, tidegate } from "../../support/commandLine.ts";
import { createKubectl } from "../../support/kubectl.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

describe("tidegate sandbox", () => {
  it("serves the sample shop to kubectl until it is told to stop", async () => {
    const cluster = await sandboxProcess();
    const text = await readFile(cluster.kubeconfig, "utf8");
    const kubectl = createKubectl(text);
    try {
      expect((await stat(cluster.kubeconfig)).mode & 0o777).toBe(0o600);
      expect(await kubectl.ok("get deployments -A -o name")).toBe(
        "deployment.apps/ledger\ndeployment.apps/web\ndeployment.apps/worker\ndeployment.apps/web\ndeployment.apps/worker\n",
      );
      expect(await kubectl.ok("rollout status -n shop-staging deployment/web")).toContain("successfully rolled out");
      const narrow = await kubectl.run("--context tidegate-sandbox get deployments -n audit");
      expect(narrow.err).toContain("Forbidden");
      const { contexts } = parse(text) as { contexts: { name: string }[] };
      expect(contexts.map((one) => one.name)).toEqual(["tidegate-sandbox", "tidegate-sandbox-admin"]);
    } finally {
      kubectl.dispose();
    }
    expect(await cluster.kill("SIGTERM")).toMatchObject({ code: 0 });
  });

  it("ends with the parent that holds its standard input, and begins empty where that is asked", async () => {
    const cluster = await sandboxProcess("--empty");
    const kubectl = createKubectl(await readFile(cluster.kubeconfig, "utf8"));
    expect(await kubectl.ok("get deployments -A -o name")).toBe("");
    expect(await kubectl.ok("get nodes -o name")).toBe("node/node-1\nnode/node-2\nnode/node-3\n");
    kubectl.dispose();
    expect(await cluster.letGo()).toMatchObject({ code: 0 });
  });

  it("is enough to begin with: a first tidegate.yaml comes of it, and is used at once", async () => {
    const cluster = await sandboxProcess();
    const at = { cwd: await temporaryFolder(), env: { KUBECONFIG: cluster.kubeconfig } };
    const context = ["--context", "tidegate-sandbox"];
    const unsaid = await tidegate(["init", "--application", "shop", ...context], at);
    expect(unsaid).toMatchObject({ code: 3, err: expect.stringContaining("Nothing was written.") });
    const strange = await tidegate(["init", "--application", "<shop>", ...context, "--yes"], at);
    expect(strange).toMatchObject({ code: 2, err: expect.stringContaining("--application") });
    const { code } = await tidegate(["init", "--application", "shop", ...context, "--yes"], at);
    expect(code).toBe(0);
    const status = await tidegate(["status"], at);
    expect(status).toMatchObject({ code: 0, out: expect.stringContaining("shop production (PROD)") });
    await cluster.kill("SIGINT");
  });

  it("says which port it cannot have", async () => {
    const cluster = await sandboxProcess("--empty");
    const [, port = ""] = /127\.0\.0\.1:(\d+)/u.exec(await readFile(cluster.kubeconfig, "utf8")) ?? [];
    const { code, out } = await tidegate(["sandbox", "--port", port, "--json"], { cwd: await temporaryFolder() });
    await cluster.kill("SIGTERM");
    expect(code).toBe(2);
    expect(errorOutput.parse(JSON.parse(out)).error.reason).toBe("PortTaken");
  });
});
