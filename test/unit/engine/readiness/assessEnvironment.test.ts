import { describe, expect, it } from "vitest";
import { ManualClock } from "../../../../src/base/clock.ts";
import type { AssessedLine } from "../../../../src/core/checklists/assess.ts";
import { appendEntry } from "../../../../src/core/journal/appendEntry.ts";
import { encodeEntry } from "../../../../src/core/journal/codec.ts";
import { emptyJournal } from "../../../../src/core/journal/fold.ts";
import type { Tried } from "../../../../src/core/checklists/tried.ts";
import { type Finding, inconclusive } from "../../../../src/core/gates/finding.ts";
import type { ReadinessCheckId } from "../../../../src/engine/checks/readiness/tryReadiness.ts";
import { keepingTried } from "../../../../src/engine/readiness/keepTried.ts";
import { readinessAt } from "../../../../src/engine/request/readinessAt.ts";
import type { RunStore } from "../../../../src/core/ports/runStore.ts";
import type { RunEvent } from "../../../../src/core/run/event.ts";
import {
  type Assessment,
  assessEnvironment,
  type AssessPorts,
} from "../../../../src/engine/readiness/assessEnvironment.ts";
import { checklistDocument } from "../../../../src/engine/readiness/checklistDocument.ts";
import { memoryTree } from "../../../support/memoryTree.ts";
import { ANN, environment, planned, release } from "../../core/support/samples.ts";

const DAY = 86_400_000;
const PLACE = {
  application: "shop",
  environment: "production",
  config: environment({
    gate: ["checklist"],
    approval: { required: 1, selfApproval: false, expires: 60, strict: false },
  }),
};
const FILES = { "README.md": "# Shop\n\n## Deploy\n\nRun `tidegate deploy`.\n" };

function portsWith(clock: ManualClock, ...runs: readonly (readonly RunEvent[])[]): AssessPorts {
  const store = {
    list: async () => runs.map((_run, index) => String(index + 1)),
    open: async (run: string) => ({
      run,
      read: async () => Buffer.from(journalOf(runs[Number(run) - 1] ?? [], clock)),
      isKnown: async () => true,
      lastWritten: async () => undefined,
    }),
  } as unknown as RunStore;
  const nothing = { find: async () => ({ files: [], unmatched: [], outside: [], complete: true }) };
  const ports = {
    clock,
    store,
    trials: { read: async () => [] },
    files: memoryTree(FILES),
    git: { state: async () => undefined },
    reports: nothing,
  };
  return ports as unknown as AssessPorts;
}

function journalOf(events: readonly RunEvent[], clock: ManualClock): string {
  const journal = emptyJournal();
  const lines = events.flatMap((event) => {
    const entry = appendEntry(journal, event, clock.now());
    if (entry === undefined) return [];
    journal.push(entry);
    return [`${encodeEntry(entry)}\n`];
  });
  return lines.join("");
}

function started(...more: readonly RunEvent[]): readonly RunEvent[] {
  return [
    {
      type: "run-requested",
      run: "1",
      release: release(),
      by: ANN,
      authors: [],
      graph: planned({ gate: ["checklist"] }),
      rollback: "ask",
      manifestHash: "0",
      nonce: "0",
    },
    { type: "runner-started", generation: 1, pid: 1 },
    ...more,
  ];
}

function evidenceOf(check: string, clock: ManualClock, more: object = {}): RunEvent {
  const evidence = { check, verdict: "pass", reason: "Ran", message: `${check} ran.`, source: "npm" } as const;
  return { type: "evidence-recorded", node: "gate", evidence: { ...evidence, collectedAt: clock.now(), ...more } };
}

const NEVER = new AbortController().signal;

function pass(commit: string): Finding {
  return { verdict: "pass", reason: "Ran", message: "It ran.", facts: { commit } };
}

/** What is kept of a trial of the place that found this. */
async function keptOf(clock: ManualClock, found: Partial<Record<ReadinessCheckId, Finding>>): Promise<Tried[]> {
  const kept: Tried[] = [];
  const trials = { keep: async (tried: readonly Tried[]) => void kept.push(...tried) };
  const all = new Map(Object.entries(found) as [ReadinessCheckId, Finding][]);
  const trial = keepingTried(async () => all, { trials, clock, notKept: () => expect.unreachable() });
  await trial({ ...readinessAt([PLACE]), checks: [...all.keys()], signal: NEVER });
  return kept;
}

/** How the line about building and starting stands with what was tried, where this commit is checked out. */
async function stand(
  ports: AssessPorts,
  { tried, head }: { readonly tried: readonly Tried[]; readonly head: string },
): Promise<AssessedLine> {
  const git = { state: async () => ({ head, branch: undefined, changed: [], authors: [] }) };
  const trials = { read: async () => tried };
  return lineOf(await assessEnvironment({ ...ports, git, trials }, PLACE, LISTS), START);
}

function lineOf({ lists }: Assessment, label: string): AssessedLine {
  const lines = lists.flatMap(({ groups }) => groups.flatMap((group) => group.lines));
  const found = lines.find(({ line }) => line.label === label);
  if (found === undefined) throw new Error(label);
  return found;
}

const LISTS = ["pre-deployment", "definition-of-done"] as const;
const START = "It is built and starts here";

describe("an environment without a deployment", () => {
  it("is held against both lists by its files, and asks no cluster", async () => {
    const found = await assessEnvironment(portsWith(new ManualClock()), PLACE, LISTS);
    expect(found.lists.map(({ count }) => count.total)).toEqual([23, 45]);
    expect(lineOf(found, "The README says how to deploy").state).toBe("met");
    expect(lineOf(found, "Production waits for a person's yes").state).toBe("met");
    expect(lineOf(found, "The images that it would go back to are there").sentence).toContain("asked when a version");
    expect(lineOf(found, "Somebody is on call and in reach").state).toBe("open");
    expect(found.waiting).toBeUndefined();
  });

  it("runs no program, takes what a run has shown, and drops it after a day", async () => {
    const clock = new ManualClock();
    const builds = ["build-production", "application-starts"].map((check) => evidenceOf(check, clock));
    const ports = portsWith(clock, started(...builds));
    expect(lineOf(await assessEnvironment(portsWith(clock), PLACE, LISTS), START).sentence).toContain("not run yet");
    const journal = await (await ports.store.open("1")).read();
    const kept = {
      ...ports,
      store: {
        ...ports.store,
        open: async () => ({
          run: "1",
          read: async () => journal,
          isKnown: async () => true,
          lastWritten: async () => undefined,
        }),
      },
    };
    const still = kept as unknown as AssessPorts;
    expect(lineOf(await assessEnvironment(still, PLACE, LISTS), START).state).toBe("met");
    clock.advance(DAY + 1);
    const later = lineOf(await assessEnvironment(still, PLACE, LISTS), START);
    expect(later).toMatchObject({ state: "open", sentence: expect.stringContaining("more than a day ago") });
  });

  it("takes what was tried outside of runs, by the same rules: a day, and the commit that it was tried of", async () => {
    const clock = new ManualClock();
    const tried = await keptOf(clock, { "build-production": pass("c1"), "application-starts": pass("c1") });
    const at = (head: string): Promise<AssessedLine> => stand(portsWith(clock), { tried, head });
    expect(await at("c1")).toMatchObject({ state: "met", at: clock.now() });
    expect(await at("c2")).toMatchObject({ state: "open", sentence: expect.stringContaining("run on the commit c1") });
    clock.advance(DAY + 1);
    expect(await at("c1")).toMatchObject({ state: "open", sentence: expect.stringContaining("more than a day ago") });
  });

  it("has the newest word of runs and trials, and none of what is built in another way", async () => {
    const clock = new ManualClock();
    const failed = { ...pass("c1"), verdict: "fail" as const, message: "It ends with 1." };
    const earlier = await keptOf(clock, { "build-production": pass("c1"), "application-starts": pass("c1") });
    clock.advance(1);
    const later = await keptOf(clock, { "build-production": failed });
    const head = "c1";
    expect(await stand(portsWith(clock), { tried: [...later, ...earlier], head })).toMatchObject({ state: "missing" });
    const others = earlier.map((one) => ({ ...one, subject: "another" }));
    expect(await stand(portsWith(clock), { tried: others, head })).toMatchObject({ state: "open" });
  });

  it("keeps nothing of what was given up, and finds all the same where nothing can be kept", async () => {
    const clock = new ManualClock();
    expect(await keptOf(clock, { "build-production": inconclusive("Stopped", "It was stopped.") })).toEqual([]);
    const told: unknown[] = [];
    const trials = { keep: () => Promise.reject(new Error("The disk is full.")) };
    const trial = keepingTried(async () => new Map([["build-production", pass("c1")]]), {
      trials,
      clock,
      notKept: (error) => told.push(error),
    });
    const found = await trial({ ...readinessAt([PLACE]), checks: ["build-production"], signal: NEVER });
    expect([[...found.keys()], told]).toEqual([["build-production"], [new Error("The disk is full.")]]);
  });

  it("says which run waits for a word on which lines", async () => {
    const clock = new ManualClock();
    const ports = portsWith(clock, started({ type: "node-entered", node: "checklist", visit: 1 }));
    const { waiting } = await assessEnvironment(ports, PLACE, LISTS);
    expect(waiting).toMatchObject({ run: "1", node: "checklist" });
    expect(waiting?.checks).toContain("on-call-available");
  });

  it("is given up when it is asked to be", async () => {
    const aborted = AbortSignal.abort();
    await expect(assessEnvironment(portsWith(new ManualClock()), PLACE, LISTS, aborted)).rejects.toMatchObject({
      reason: "Aborted",
    });
  });

  it("is a document in which nothing from outside is more than words", async () => {
    const place = { ...PLACE, application: "<b>shop</b>" };
    const found = await assessEnvironment(portsWith(new ManualClock()), place, LISTS);
    const text = checklistDocument(found, {
      met: "met",
      missing: "missing",
      open: "open",
      counted: () => "",
      seenAt: String,
      attested: (name) => name,
    });
    expect(text).not.toContain("<b>");
    expect(text.match(/^### /gmu)).toHaveLength(13);
  });
});
