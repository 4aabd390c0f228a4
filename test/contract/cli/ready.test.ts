import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readyOutput } from "../../../src/protocol/readyOutput.ts";
import { type SandboxProcess, sandboxProcess, tidegate } from "../../support/commandLine.ts";
import { fixtureCall, livingOnes } from "../../support/readiness/programs.ts";
import { readyWorkspace } from "../../support/readiness/readyWorkspace.ts";

/** The built command line and its runner with a real application, each a process of its own. */

let cluster: SandboxProcess;

beforeAll(async () => {
  cluster = await sandboxProcess();
});

afterAll(async () => {
  await cluster?.kill("SIGTERM");
});

const GATE = "[build-production, build-output, application-starts, calls-answered, assets-served]";

function config(build: readonly string[] = ["node", "build.cjs"]): string {
  return `version: 1
applications:
  shop:
    readiness:
      variables: [GREETING]
      health: /healthz
      calls: [{ path: /api/greeting }]
      output: { folder: dist, max-kilobytes: 100 }
      install: [node, -e, "fs.cpSync('greeting','node_modules/greeting',{recursive:true})"]
      build: ${JSON.stringify(build)}
    environments:
      staging:
        context: tidegate-sandbox
        namespace: shop-staging
        workloads: [deployment/worker]
        deadline: 60s
        hold: 1s
        gate: ${GATE}
`;
}

/** A workspace whose build never ends and is heard of by what it connects to. */
async function hanging() {
  const living = await livingOnes();
  const folder = await readyWorkspace({}, { "tidegate.yaml": config(fixtureCall("connect.cjs", living.port)) });
  return { living, folder };
}

function at(folder: string, ...args: string[]) {
  return tidegate(args, { cwd: folder, env: { KUBECONFIG: cluster.kubeconfig } });
}

describe("tidegate ready", () => {
  it("tries all that a workspace says and shows, and tells programs in JSON", async () => {
    const folder = await readyWorkspace({}, { "tidegate.yaml": config() });
    const { code, out } = await at(
      folder,
      "ready",
      "--json",
      "--check",
      "application-starts",
      "--check",
      "lock-files-valid",
    );
    const output = readyOutput.parse(JSON.parse(out));
    expect(output.checks.map(({ check, verdict }) => [check, verdict])).toEqual([
      ["lock-files-valid", "pass"],
      ["application-starts", "pass"],
    ]);
    expect(code).toBe(0);
  });
});

describe("a gate of readiness checks", () => {
  it("blocks a release whose application does not build", async () => {
    const folder = await readyWorkspace({ build: "fails" }, { "tidegate.yaml": config() });
    const { code, out } = await at(folder, "deploy", "shop", "staging", "2.0.0", "--yes", "--wait");
    expect(code).toBe(3);
    expect(out).toMatch(/fail build-production: .*TS2322/u);
    expect(out).toMatch(/inconclusive application-starts: /u);
  });

  it("lets one through that builds, starts and answers, and keeps what was printed with the run", async () => {
    const folder = await readyWorkspace({}, { "tidegate.yaml": config() });
    const { code, out } = await at(folder, "deploy", "shop", "staging", "2.0.0", "--yes", "--wait");
    expect(out).toMatch(/pass application-starts: /u);
    expect(code).toBe(0);
    const kept = await readdir(join(folder, ".tidegate/runs/1/evidence"));
    expect(kept.map((name) => name.replace(/-[0-9a-f]{8}\.log$/u, "")).toSorted()).toEqual([
      "application-starts",
      "build-production",
      "dependencies-installed",
    ]);
  }, 120_000);

  it("leaves no program behind when the runner is killed while it builds", async () => {
    const { living, folder } = await hanging();
    expect((await at(folder, "deploy", "shop", "staging", "2.0.1", "--yes")).code).toBe(0);
    await living.arrived(1);
    const claim = await readFile(join(folder, ".tidegate/runs/1/runners/1.json"), "utf8");
    process.kill((JSON.parse(claim) as { pid: number }).pid, "SIGKILL");
    await living.gone();
    const { code } = await at(folder, "abort", "1");
    expect(code).toBe(0);
  });

  it("stops while it builds when a person stops the run", async () => {
    const { living, folder } = await hanging();
    expect((await at(folder, "deploy", "shop", "staging", "2.0.1", "--yes")).code).toBe(0);
    await living.arrived(1);
    await at(folder, "abort", "1");
    await living.gone();
    const { out } = await at(folder, "runs", "1", "--json");
    expect(out).toContain("asked to stop the run");
  });
});
