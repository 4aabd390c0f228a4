import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { runStoreAt } from "../../../src/adapters/storage/runStore.ts";
import { ManualClock } from "../../../src/base/clock.ts";
import type { GuardSpec } from "../../../src/core/guard/guard.ts";
import { requestFor } from "../../../src/core/guard/requestFor.ts";
import { answerOutput } from "../../../src/protocol/output.ts";
import { fakeCli } from "../../support/fakeCli.ts";
import { guardCluster, policyRefusal } from "../../support/guard/guardCluster.ts";
import { guardWith } from "../../support/guard/requests.ts";
import { knownBeside } from "../../support/knownBeside.ts";
import { manualProcesses } from "../../support/manualProcesses.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";
import { ANN, BOB } from "../core/support/samples.ts";
import { sha256 } from "../core/support/walker.ts";
import { walkerTo } from "../host/support/runs.ts";
import { journalText } from "../../support/journalText.ts";

const CONFIG = `version: 1
applications: {shop: {environments: {production: {context: east, namespace: shop, workloads: [deployment/web]}}}}
`;
const KEPT = { required: 1, selfApproval: false, expires: 3600, strict: false, store: "cluster" } as const;
const BEN = { name: "ben", groups: [] };

/** Run 1 waits for an approval that the cluster keeps; `fits` is what the policy asks beside that. */
async function waiting({ fits = {}, spec = {} }: { fits?: object; spec?: Partial<GuardSpec> } = {}) {
  const walker = walkerTo({}, { ...KEPT, ...fits });
  const { approval, release } = walker.until((state) => state.approval !== undefined);
  const asking = {
    requester: "ann",
    authors: ["Ann <ann@example.com>"],
    now: walker.now,
    validForSeconds: 3600,
    strict: false,
  };
  const request = requestFor(approval!.binding, release, asking);
  const there = guardCluster(guardWith([request], spec), BEN);
  const cwd = await temporaryFolder();
  await writeFile(join(cwd, "tidegate.yaml"), CONFIG);
  const store = runStoreAt(cwd, manualProcesses().as(1), knownBeside(cwd));
  const [first = "", ...rest] = walker.lines;
  const folder = await store.create(() => first);
  const writer = await folder.takeOver();
  for (const line of rest) await writer.append(line);
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= writer.close());
  onTestFinished(stop);
  const run = (args: readonly string[], typed?: readonly string[]) =>
    fakeCli(args, {
      cwd,
      clock: new ManualClock(walker.now),
      hash: sha256,
      nonce: () => "nonce-0001",
      workspace: async () => ({ store, me: async () => BOB, launcher: {} }) as never,
      connect: async () => there.cluster,
      guards: async () => there.guards,
      ...(typed && { typed }),
    });
  return { run, there, request, folder, journal: () => journalText(folder), stop };
}

const decisions = async ({ there }: Awaited<ReturnType<typeof waiting>>) =>
  (await there.read()).requests[0]?.decisions ?? [];

describe("a run whose approval the cluster keeps", () => {
  it("is answered there, as whom the cluster takes one for, and not in the workspace", async () => {
    const shell = await waiting();
    const before = await shell.journal();
    const { code, out, err, asked } = await shell.run(["approve", "1", "--comment", "Read it"], ["production"]);
    expect(asked).toEqual(["This is production. To approve exactly this, type production: "]);
    expect(err).toContain("web/main: registry.local/web:1.8.2 → registry.local/web:1.9.0");
    expect(err).toContain("The cluster keeps the answers and judges them. You answer there as ben.");
    expect(err).not.toContain("attestation");
    expect({ code, out }).toEqual({
      code: 0,
      out: "The cluster has taken it as the answer of ben. The request is approved. See the run with: tidegate runs 41",
    });
    expect(await decisions(shell)).toMatchObject([
      { by: "ben", answer: "approve", comment: "Read it", bindingHash: shell.request.bindingHash },
    ]);
    expect(await shell.journal()).toBe(before);
    expect(shell.there.closed).toBe(1);
  });

  it("takes the name of production, and nothing else for it", async () => {
    const shell = await waiting();
    for (const [args, typed] of [
      [["approve", "1", "--yes"], undefined],
      [["approve", "1"], ["yes"]],
      [["approve", "1", "--confirm", "staging"], undefined],
    ] as const) {
      const { code, err } = await shell.run(args, typed);
      expect({ code, err }).toEqual({ code: 3, err: expect.stringContaining("pass --confirm production") });
    }
    expect(await decisions(shell)).toEqual([]);
    expect((await shell.run(["approve", "1", "--confirm", "production"])).code).toBe(0);
  });

  it("takes only the word where the policy is strict, and keeps it there", async () => {
    const shell = await waiting({ fits: { strict: true } });
    expect((await shell.run(["approve", "1", "--confirm", "production", "--yes"])).code).toBe(3);
    expect((await shell.run(["approve", "1", "--word", "Yes"])).err).toContain('Only exactly "yes" counts as a yes');
    expect(await decisions(shell)).toEqual([]);
    expect((await shell.run(["approve", "1", "--word", "yes", "--comment", "Read it"])).code).toBe(0);
    expect(await decisions(shell)).toMatchObject([{ answer: "approve", comment: "yes" }]);
  });

  it("is rejected with a reason, and says how many more must agree", async () => {
    const rejected = await waiting();
    const no = await rejected.run(["reject", "1", "--reason", "Not today", "--json"]);
    expect(answerOutput.parse(JSON.parse(no.out))).toMatchObject({ request: rejected.request.id, accepted: true });
    expect(await decisions(rejected)).toMatchObject([{ answer: "reject", comment: "Not today" }]);
    const two = await waiting({ spec: { required: 3 } });
    const yes = await two.run(["approve", "1", "--confirm", "production"]);
    expect(yes.out).toContain("2 more must say yes.");
  });

  it("is overridden alone, by the name and with a reason", async () => {
    const shell = await waiting({ spec: { overriders: { groups: ["fire"] } } });
    shell.there.signIn({ name: "dora", groups: ["fire"] });
    const args = ["override", "1", "--reason", "The shop is down"];
    expect((await shell.run(args)).err).toContain("Nothing was overridden.");
    expect((await shell.run([...args, "--confirm", "production"])).code).toBe(0);
    expect(await decisions(shell)).toMatchObject([{ by: "dora", group: "fire", answer: "override" }]);
  });

  it("refuses early who asked for it, under the name of the cluster", async () => {
    const shell = await waiting();
    shell.there.signIn({ name: ANN.name, groups: [] });
    const { code, out, asked } = await shell.run(["approve", "1", "--json"], []);
    expect(asked).toEqual([]);
    expect(code).toBe(3);
    expect(answerOutput.parse(JSON.parse(out))).toMatchObject({ accepted: false, reason: "SelfApproval" });
  });

  it("tells what the API server's policies refuse, with their code and their sentence", async () => {
    const shell = await waiting();
    const sentence = "ben is not an approver here. Ask somebody who is listed.";
    shell.there.refusing(policyRefusal("NotAnApprover", sentence));
    const args = ["approve", "1", "--confirm", "production"];
    expect(await shell.run(args)).toMatchObject({ code: 3, err: expect.stringContaining(sentence) });
    const { code, out } = await shell.run([...args, "--json"]);
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({ accepted: false, reason: "NotAnApprover", message: sentence });
  });

  it("says where nothing walks the run that was answered", async () => {
    const shell = await waiting();
    await shell.stop();
    const { out } = await shell.run(["approve", "1", "--confirm", "production"]);
    expect(out).toContain("Nothing walks it now");
  });
});
