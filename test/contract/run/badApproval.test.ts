import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nonce } from "../../../src/adapters/process/random.ts";
import { bindingHash } from "../../../src/core/approvals/binding.ts";
import { appendEntry } from "../../../src/core/journal/appendEntry.ts";
import { encodeEntry } from "../../../src/core/journal/codec.ts";
import { foldJournal } from "../../../src/core/journal/fold.ts";
import type { RunFolder } from "../../../src/core/ports/runStore.ts";
import type { Cluster } from "../../../src/core/rollout/cluster.ts";
import { KINDS } from "../../../src/core/rollout/kinds.ts";
import type { Deployment } from "../../../src/core/rollout/objects.ts";
import { hasAnswered } from "../../../src/core/run/answeredRequests.ts";
import type { RunEvent } from "../../../src/core/run/event.ts";
import type { RunState } from "../../../src/core/run/state.ts";
import type { RunPorts } from "../../../src/engine/runPorts.ts";
import type { InboxRequest } from "../../../src/protocol/inbox.ts";
import { connectAs, freshNamespace } from "../../support/clusterUnderTest.ts";
import { ANN, BOB, runningWeb, type Shipping, shipping } from "../../support/runUnderTest.ts";
import { deploymentOf } from "../../support/workloads.ts";
import { visitOf } from "../../../src/core/run/visits.ts";

/** Approvals that must not count, put where a real runner reads them. Each ends in a sentence, none in a change. */

type Answer = Extract<InboxRequest, { type: "answer" }>;

let cluster: Cluster;

beforeAll(async () => {
  cluster = await connectAs("admin");
});
afterAll(() => cluster.dispose());

interface Waiting {
  readonly ship: Shipping;
  readonly folder: RunFolder;
  readonly ended: Promise<RunState>;
  readonly state: RunState;
}

/** A run to production that waits for its approval. */
async function waiting(approval: object = {}): Promise<Waiting> {
  const namespace = await freshNamespace(cluster, "yes");
  await runningWeb(cluster, deploymentOf({ name: "web", namespace }));
  const ship = await shipping(cluster, namespace, { production: true, approval });
  const { folder, ended } = await ship.deploy("1.1.0");
  return { ship, folder, ended, state: await ship.until(folder, (one) => one.approval !== undefined) };
}

function yes({ approval }: RunState, more: Partial<Answer> = {}): Answer {
  const hash = approval === undefined ? "0".repeat(64) : bindingHash(approval.binding);
  const base = { id: nonce(), at: new Date().toISOString(), by: BOB, type: "answer", node: "approve" } as const;
  return { ...base, answer: "approve", bindingHash: hash, ...more };
}

/** Puts text into the inbox under a name, as anybody could who may write there. */
async function put({ folder, ship }: Waiting, name: string, content: object | string): Promise<string> {
  await folder.inbox.submit(name, typeof content === "string" ? content : JSON.stringify(content));
  await ship.until(folder, (state) => hasAnswered(state.answeredRequests, name));
  return refusals(await folder.read()).at(-1) ?? "taken";
}

function refusals(journal: Uint8Array): string[] {
  return foldJournal(journal).entries.flatMap(({ event }) =>
    event.type === "request-refused" ? [`${event.reason}: ${event.message}`] : [],
  );
}

async function unchanged({ ship }: Waiting): Promise<boolean> {
  const { namespace } = ship.place.config;
  const web = await cluster.get<Deployment>({ kind: KINDS.Deployment, namespace, name: "web" });
  return web?.metadata.generation === 1;
}

async function stop({ ship, folder, ended }: Pick<Waiting, "ship" | "folder" | "ended">): Promise<void> {
  await ship.send(folder, { type: "intervene", kind: "abort" });
  await ended;
}

describe("an answer that does not count", () => {
  test("is one for other facts, one by who asked, and a second one by the same person in other letters", async () => {
    const run = await waiting({ required: 2 });
    const { state } = run;
    const other = yes(state, { bindingHash: "a".repeat(64) });
    expect(await put(run, other.id, other)).toMatch(/^BindingChanged: This answer is for other facts/u);
    const own = yes(state, { by: { name: "ANN  <Ann@Example.test>", source: "os" } });
    expect(await put(run, own.id, own)).toMatch(/^SelfApproval: ANN .* asked for this run/u);
    const first = yes(state);
    await put(run, first.id, first);
    const again = yes(state, { by: { name: "bob@example.test", source: "flag" } });
    expect(await put(run, again.id, again)).toMatch(/^AlreadyAnswered: bob@example\.test has answered/u);
    expect(await unchanged(run)).toBe(true);
    await stop(run);
  });

  test("is a file that was put back: it is passed over, and the journal does not grow by it", async () => {
    const run = await waiting({ required: 2 });
    const first = yes(run.state);
    await put(run, first.id, first);
    await run.folder.inbox.submit(first.id, JSON.stringify(first));
    await stop(run);
    const yeses = foldJournal(await run.folder.read()).entries.filter(({ event }) => event.type === "approval-given");
    expect(yeses).toHaveLength(1);
    expect(await unchanged(run)).toBe(true);
  });

  test("is one whose name is not its file's, whose sender is nobody, or that is no request at all", async () => {
    const run = await waiting();
    const forged = yes(run.state);
    expect(await put(run, nonce(), forged)).toMatch(/^Malformed: The request names itself/u);
    const nobody = { ...yes(run.state), by: { name: "\u200B", source: "git" } };
    expect(await put(run, nobody.id, nobody)).toMatch(/^Malformed: .*by\.name/u);
    const lines = { ...yes(run.state), by: { name: "Bob\nBob", source: "git" } };
    expect(await put(run, lines.id, lines)).toMatch(/^Malformed: .*by\.name/u);
    const { by: _by, ...unsigned } = yes(run.state);
    expect(await put(run, unsigned.id, unsigned)).toMatch(/^Malformed: .*by/u);
    expect(await put(run, nonce(), "yes")).toMatch(/^Malformed: The request cannot be read/u);
    expect(await unchanged(run)).toBe(true);
    await stop(run);
  });

  test("is anything but the word where the policy is strict, and the request waits on", async () => {
    const run = await waiting({ strict: true });
    const unsaid = yes(run.state);
    expect(await put(run, unsaid.id, unsaid)).toMatch(/^NotYes: Only exactly "yes" counts/u);
    const loud = yes(run.state, { word: "YES" });
    expect(await put(run, loud.id, loud)).toMatch(/^NotYes/u);
    expect(await unchanged(run)).toBe(true);
    const said = yes(run.state, { word: "yes" });
    await run.folder.inbox.submit(said.id, JSON.stringify(said));
    expect((await run.ended).ended?.outcome).toBe("completed");
  });

  test("is an override by who is not listed, and one that says why by who is goes through and stays on record", async () => {
    const run = await waiting({ required: 2, overriders: ["cat@example.test"] });
    const comment = "The shop is down";
    const bobs = yes(run.state, { answer: "override", comment });
    expect(await put(run, bobs.id, bobs)).toMatch(/^NotAnOverrider: Bob .* may not override here/u);
    const cats = yes(run.state, { answer: "override", comment, by: { name: "Cat <cat@example.test>", source: "git" } });
    await run.folder.inbox.submit(cats.id, JSON.stringify(cats));
    const state = await run.ended;
    expect(state.ended?.outcome).toBe("completed");
    expect(state.path.find((step) => step.node === "approve")?.message).toBe(
      "Cat <cat@example.test> overrode the approval: The shop is down",
    );
  });

  test("is one that comes after its time, to a run that has ended with nothing changed", async () => {
    const run = await waiting({ expires: "1s" });
    const state = await run.ended;
    expect(state.ended).toMatchObject({ outcome: "blocked", message: expect.stringContaining("ran out") });
    const late = yes(run.state);
    await run.folder.inbox.submit(late.id, JSON.stringify(late));
    await run.ship.walk(run.folder);
    expect(foldJournal(await run.folder.read()).entries.map(({ event }) => event.type)).not.toContain("approval-given");
    expect(await unchanged(run)).toBe(true);
  });
});

describe("taking back", () => {
  test("by who asked ends the run as withdrawn, with nothing changed", async () => {
    const run = await waiting({ required: 2 });
    const first = yes(run.state);
    await put(run, first.id, first);
    const { bindingHash: seen } = first;
    await run.ship.send(run.folder, { type: "withdraw", node: "approve", bindingHash: seen, by: ANN });
    const state = await run.ended;
    expect(state.path.at(-1)).toMatchObject({ node: "approve", outcome: "withdrawn" });
    expect(state.ended?.message).toContain("Ann <ann@example.test> took the request back");
    expect(await unchanged(run)).toBe(true);
  });
});

/** A run whose runner was gone once this was written. */
async function left(type: RunEvent["type"], approval: object = {}): Promise<Pick<Waiting, "ship" | "folder">> {
  const namespace = await freshNamespace(cluster, "edit");
  await runningWeb(cluster, deploymentOf({ name: "web", namespace }));
  const ship = await shipping(cluster, namespace, { production: true, approval });
  const folder = await ship.request("1.1.0");
  await expect(ship.walk(folder, (ports) => goneAfter(ports, type))).rejects.toThrow("gone");
  return { ship, folder };
}

describe("a journal that was edited while no runner held it", () => {
  test("in what was asked does not go on, and says which line", async () => {
    const { ship, folder } = await left("approval-requested", { required: 2 });
    const path = join(folder.path, "journal.jsonl");
    await writeFile(path, (await readFile(path, "utf8")).replace('"required":2', '"required":1'));
    await expect(ship.walk(folder)).rejects.toMatchObject({
      reason: "BrokenChain",
      message: expect.stringContaining("Line 1"),
    });
  });

  test("by a line that says yes without its hash does not go on", async () => {
    const { ship, folder } = await left("approval-requested");
    const path = join(folder.path, "journal.jsonl");
    const state = foldJournal(await folder.read()).journal.state!;
    const line = JSON.stringify({ event: given(state, ANN), hash: "0".repeat(64), seq: 99 });
    await writeFile(path, `${await readFile(path, "utf8")}${line}\n`);
    await expect(ship.walk(folder)).rejects.toMatchObject({ reason: expect.stringMatching(/Line|Chain/u) });
  });

  test("by a whole chain in which who asked says yes, or a yes is told for other facts, opens nothing", async () => {
    const { ship, folder } = await left("approval-requested");
    await forge(folder, (state) => given(state, ANN));
    await forge(folder, (state) => given(state, BOB, "b".repeat(64)));
    const ended = ship.walk(folder);
    const state = await ship.until(folder, (one) => one.generation === 2);
    expect(state.approval?.decisions).toHaveLength(2);
    await stop({ ship, folder, ended });
    expect((await ended).path.map((step) => step.outcome)).not.toContain("approved");
  });

  test("by a whole chain in which the way was opened by nobody is asked again", async () => {
    const { ship, folder } = await left("approval-requested");
    await forge(folder, () => ({ type: "node-left", node: "approve", outcome: "approved", message: "Trust me." }));
    const ended = ship.walk(folder);
    const state = await ship.until(folder, (one) => visitOf(one.visits, "approve") === 2 && one.approval !== undefined);
    expect(state.path.map((step) => step.outcome)).toContain("voided");
    expect(state.intents).toEqual([]);
    await stop({ ship, folder, ended });
  });

  test("in its settled requests is none of the run's matter", async () => {
    const run = await waiting({ required: 2 });
    const own = yes(run.state, { by: ANN });
    await put(run, own.id, own);
    // A request is put away before the next is answered.
    await put(run, nonce(), "yes");
    const settled = join(run.folder.path, "settled", `${own.id}.json`);
    await writeFile(settled, (await readFile(settled, "utf8")).replace("Ann <ann@", "Bob <bob@"));
    await stop(run);
    expect(foldJournal(await run.folder.read()).journal.state?.path.map((step) => step.outcome)).not.toContain(
      "approved",
    );
    expect(await unchanged(run)).toBe(true);
  });
});

function given(state: RunState, by: typeof ANN, hash = bindingHash(state.approval!.binding)): RunEvent {
  const decision = { by, answer: "approve", bindingHash: hash, request: nonce() } as const;
  return { type: "approval-given", node: "approve", decision };
}

/** Adds a line as who knows the format would: the chain holds, for a chain keeps nobody from adding to it. */
async function forge(folder: RunFolder, event: (state: RunState) => RunEvent): Promise<void> {
  const { journal } = foldJournal(await folder.read());
  const entry = appendEntry(journal, event(journal.state!), Date.now());
  const path = join(folder.path, "journal.jsonl");
  await writeFile(path, `${await readFile(path, "utf8")}${encodeEntry(entry!)}\n`);
}

/** A runner that is gone once it has written this. */
function goneAfter(ports: RunPorts, type: RunEvent["type"]): RunPorts {
  const takeOver: RunFolder["takeOver"] = async () => {
    const writer = await ports.folder.takeOver();
    const append = async (line: string): Promise<void> => {
      await writer.append(line);
      const { event } = JSON.parse(line) as { event: RunEvent };
      if (event.type === type) throw new Error("gone");
    };
    return { ...writer, append };
  };
  return { ...ports, folder: { ...ports.folder, takeOver } };
}
