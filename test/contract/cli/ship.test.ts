import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  answerOutput,
  errorOutput,
  planOutput,
  runOutput,
  statusOutput,
  verifyOutput,
  journalOutput,
  runsOutput,
} from "../../../src/protocol/output.ts";
import { type SandboxProcess, sandboxProcess } from "../../support/commandLine.ts";
import { type ShopWorkspace, shopWorkspace } from "../../support/shopWorkspace.ts";

/** The built command line against the embedded cluster, each a process of its own: a release from end to end. */

let cluster: SandboxProcess;
let shop: ShopWorkspace;

beforeAll(async () => {
  cluster = await sandboxProcess();
  shop = await shopWorkspace(cluster.kubeconfig);
});

afterAll(async () => {
  await shop?.remove();
  await cluster?.kill("SIGTERM");
});

async function json(...args: readonly string[]): Promise<{ code: number | null; value: unknown }> {
  const { code, out } = await shop.run(...args, "--json");
  return { code, value: JSON.parse(out) };
}

async function workerVersion(environment: string): Promise<string | undefined> {
  const { value } = await json("status", "shop", environment);
  return statusOutput.parse(value).environments[0]?.workloads[0]?.version;
}

describe("looking", () => {
  it("tells what runs where, and says which environment may not be seen", async () => {
    const { code, value } = await json("status");
    const { environments } = statusOutput.parse(value);
    expect(code).toBe(4);
    expect(environments.map((one) => [one.environment, one.workloads[0]?.status, one.error?.reason])).toEqual([
      ["staging", "Current", undefined],
      ["production", "Current", undefined],
      ["audit", undefined, "Forbidden"],
    ]);
  });

  it("ends well where all that was asked about is well", async () => {
    const { code, out } = await shop.run("status", "shop", "production");
    expect(code).toBe(0);
    expect(out).toMatch(/shop production \(PROD\)\s+worker\s+1\.8\.2\s+Current/u);
  });
});

describe("shipping", () => {
  it("shows the server's diff and changes nothing before someone says yes", async () => {
    const { code, out, err } = await shop.run("deploy", "shop", "staging", "1.9.1");
    expect(out).toContain("-          image: shop/worker:1.9.0\n+          image: shop/worker:1.9.1\n");
    expect({ code, err }).toMatchObject({ code: 3, err: expect.stringContaining("say --yes") });
    const { value } = await json("deploy", "shop", "staging", "1.9.1", "--dry-run");
    expect(planOutput.parse(value).changes).toMatchObject([{ workload: "deployment/worker", to: "shop/worker:1.9.1" }]);
    expect(await workerVersion("staging")).toBe("1.9.0");
  });

  it("deploys a good version and follows it to its verified end", async () => {
    const { code, out } = await shop.run("deploy", "shop", "staging", "1.9.1", "--yes", "--wait");
    expect(out).toMatch(/deployment\/worker Current: .*\n(?:.*\n)*.*Ended: completed\./u);
    expect(code).toBe(0);
    expect(await workerVersion("staging")).toBe("1.9.1");
  });

  it("rolls a crashing version back by itself, and tells it as a stream of events", async () => {
    const { code, out } = await shop.run("deploy", "shop", "staging", "1.9.2-crash", "--yes", "--wait", "--json");
    const events = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { event: string; status?: string; run: string });
    expect(code).toBe(1);
    expect(events[0]).toMatchObject({ event: "deployment_started", version: "1.9.2-crash" });
    expect(events.some((one) => one.event === "health_check" && one.status === "failing")).toBe(true);
    expect(events.at(-1)).toMatchObject({ event: "deployment_completed", status: "rolled_back" });
    expect(await workerVersion("staging")).toBe("1.9.1");
    const run = await json("runs", events.at(-1)?.run ?? "");
    expect(run.code).toBe(1);
    expect(runOutput.parse(run.value)).toMatchObject({ version: "1.9.2-crash", outcome: "rolled-back" });
  });

  it("refuses production without its name, and a version that runs already", async () => {
    expect(await json("deploy", "shop", "production", "1.9.0", "--yes")).toMatchObject({
      code: 3,
      value: { error: { reason: "NotConfirmed" } },
    });
    expect(await json("deploy", "shop", "production", "1.8.2", "--confirm", "production")).toMatchObject({
      code: 3,
      value: { error: { reason: "NothingToDeploy" } },
    });
  });
});

describe("approving", () => {
  it("refuses whoever asked, takes another person's yes, and goes on to the end", async () => {
    const asking = shop.start("deploy", "shop", "production", "1.9.0", "--confirm", "production", "--wait");
    const [, run = ""] = await asking.says(/tidegate approve (\d+)/u);

    const busy = await json("deploy", "shop", "production", "1.9.1", "--confirm", "production");
    expect(busy).toMatchObject({ code: 3, value: { error: { reason: "EnvironmentBusy" } } });

    const own = await json("approve", run, "--yes");
    expect({ code: own.code, ...answerOutput.parse(own.value) }).toMatchObject({
      code: 3,
      reason: "SelfApproval",
      message: "Cleo <cleo@shop.example> asked for this run and cannot answer it. Ask someone else.",
    });

    await shop.become("Dora");
    const unread = await json("approve", run);
    expect(unread).toMatchObject({ code: 3, value: { error: { reason: "NotConfirmed" } } });
    const yes = await json("approve", run, "--yes", "--comment", "Looked at it");
    expect(yes).toMatchObject({ code: 0, value: { accepted: true } });

    const { code, out } = await asking.ended;
    expect(out).toContain("Dora <dora@shop.example> said approve: Looked at it");
    expect(code).toBe(0);
    expect(await workerVersion("production")).toBe("1.9.0");
    await shop.become("Cleo");
  });

  it("lets who asked take the request back, and nobody override it who is not listed", async () => {
    const asking = shop.start("deploy", "shop", "production", "1.9.1", "--confirm", "production", "--wait");
    const [, run = ""] = await asking.says(/tidegate approve (\d+)/u);
    await shop.become("Dora");
    const alone = await json("override", run, "--reason", "Now", "--confirm", "production");
    expect({ code: alone.code, ...answerOutput.parse(alone.value) }).toMatchObject({
      code: 3,
      accepted: false,
      reason: "NobodyMayOverride",
    });
    const hers = await json("withdraw", run);
    expect({ code: hers.code, ...answerOutput.parse(hers.value) }).toMatchObject({ reason: "NothingToWithdraw" });
    await shop.become("Cleo");
    expect(await json("withdraw", run)).toMatchObject({ code: 0, value: { accepted: true } });
    const { code, out } = await asking.ended;
    expect(out).toContain("Cleo <cleo@shop.example> took it back.");
    expect(code).toBe(1);
    expect(await json("approve", run, "--yes")).toMatchObject({ code: 3, value: { error: { reason: "NotWaiting" } } });
  });

  it("takes a no as final", async () => {
    const asking = shop.start("deploy", "shop", "production", "1.9.1", "--confirm", "production", "--wait");
    const [, run = ""] = await asking.says(/tidegate approve (\d+)/u);
    await shop.become("Dora");
    expect(await json("reject", run, "--reason", "Not today")).toMatchObject({ code: 0 });
    expect((await asking.ended).code).toBe(3);
    expect(await json("approve", run, "--yes")).toMatchObject({ code: 3, value: { error: { reason: "NotWaiting" } } });
    await shop.become("Cleo");
  });
});

describe("intervening", () => {
  it("stops a run that waits, which has changed nothing", async () => {
    const asking = shop.start("deploy", "shop", "production", "1.9.1", "--confirm", "production", "--wait");
    const [, run = ""] = await asking.says(/tidegate approve (\d+)/u);
    expect(await json("pause", run, "--reason", "Lunch")).toMatchObject({ code: 0 });
    expect(await json("resume", run)).toMatchObject({ code: 0 });
    expect(await json("abort", run)).toMatchObject({ code: 0 });
    expect((await asking.ended).code).toBe(1);
    expect(await workerVersion("production")).toBe("1.9.0");
  });

  it("goes back to a revision by its number", async () => {
    const one = ["--to", "3", "--workload", "deployment/worker"];
    const { code, out } = await shop.run("rollback", "shop", "staging", ...one, "--yes", "--wait");
    expect(out).toContain("shop/worker:1.9.1 → shop/worker:1.9.0");
    expect(code).toBe(0);
    expect(await workerVersion("staging")).toBe("1.9.0");
  });
});

describe("the journal", () => {
  it("is found unchanged, and found out when a line was edited", async () => {
    const whole = await json("journal", "verify", "1");
    expect({ code: whole.code, ...verifyOutput.parse(whole.value).runs[0] }).toMatchObject({ code: 0, ok: true });
    const lines = await shop.journal("1");
    const edited = lines.map((line, index) => (index === 3 ? line.replace("Cleo", "Dora") : line));
    await shop.rewrite("1", edited);
    const broken = await json("journal", "verify");
    const [first] = verifyOutput.parse(broken.value).runs;
    expect(broken.code).toBe(1);
    expect(first).toMatchObject({ run: "1", ok: false, problems: [{ reason: "BrokenChain", line: 4 }] });
    await shop.rewrite("1", lines);
  });

  it("tells everything that happened, and the runs there were", async () => {
    const shown = await json("journal", "show", "1");
    const { entries } = journalOutput.parse(shown.value);
    expect([entries[0]?.event.type, entries.at(-1)?.event.type]).toEqual(["run-requested", "run-ended"]);
    expect((await shop.run("journal", "show", "1", "--events")).out).toMatch(/^\{"event":"deployment_started"/u);
    const { runs } = runsOutput.parse((await json("runs")).value);
    expect(runs.at(-1)).toMatchObject({ run: "1", outcome: "completed" });
  });

  it("names a run that is not there", async () => {
    const { code, value } = await json("journal", "show", "999");
    expect(code).toBe(2);
    expect(errorOutput.parse(value).error.reason).toBe("RunNotFound");
  });
});
