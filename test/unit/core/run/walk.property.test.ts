import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emptyJournal, foldJournal } from "../../../../src/core/journal/fold.ts";
import type { RunEvent } from "../../../../src/core/run/event.ts";
import { reduce } from "../../../../src/core/run/reduce.ts";
import type { RunRequest } from "../../../../src/core/run/request.ts";
import type { RunState } from "../../../../src/core/run/state.ts";
import { ANN, BOB, CAT, WEB, WORKER, planned, requested } from "../support/samples.ts";
import { Walker, answerTo, sha256 } from "../support/walker.ts";
import { type Fate, World } from "../support/world.ts";
import { visitOf } from "../../../../src/core/run/visits.ts";
import { journalOf } from "../../../support/journalText.ts";

const FATES: readonly Fate[] = ["good", "good", "doomed", "slow", "paused", "superseded"];

/** A world, its people and its accidents, drawn from a list of numbers that is read round and round. */
const scenario = fc.record({
  rollback: fc.constantFrom<"automatic" | "ask">("automatic", "ask"),
  required: fc.integer({ min: 0, max: 2 }),
  web: fc.constantFrom(...FATES),
  worker: fc.constantFrom(...FATES),
  failingCheck: fc.constantFrom(undefined, undefined, undefined, undefined, "git-clean", "image-changes"),
  drift: fc.boolean(),
  deaths: fc.array(fc.nat(12), { maxLength: 40 }),
  wishes: fc.array(fc.nat(40), { minLength: 1, maxLength: 60 }),
});

type Scenario = typeof scenario extends fc.Arbitrary<infer S> ? S : never;

function walk(drawn: Scenario) {
  const approval = { required: drawn.required, selfApproval: false, expires: 3600, strict: false };
  const graph = planned({ rollback: drawn.rollback, approval });
  const world = new World([WEB, WORKER], { web: drawn.web, worker: drawn.worker });
  const deaths = [...drawn.deaths];
  const walker = new Walker(
    {
      world,
      dies: () => deaths.length > 0 && deaths.shift() === 0,
      check: (id) => (id === drawn.failingCheck ? "fail" : "pass"),
      people: crowd(drawn.wishes, drawn.drift, world),
    },
    requested(graph, drawn.rollback),
  );
  walker.run();
  return { walker, world, required: drawn.required, fates: [drawn.web, drawn.worker] };
}

/** People who do all sorts of things, allowed and not, and in the end what brings the run on. */
function crowd(wishes: readonly number[], drift: boolean, world: World): (state: RunState) => RunRequest[] {
  let turn = 0;
  const intervene = (by: typeof ANN, kind: "pause" | "resume" | "abort" | "rollback"): RunRequest => {
    return { id: `wish-${turn}`, by, type: "intervene", kind };
  };
  return (state) => {
    turn += 1;
    // Someone else changes the workload between the yes and its use.
    if (drift && state.left === "approved" && visitOf(state.visits, "approve") === 1) world.manifestDrift += 1;
    const helpful = turn % 3 === 0;
    if (helpful && state.paused) return [intervene(BOB, "resume")];
    if (helpful && state.approval) return [answerTo(state, turn % 2 === 0 ? BOB : CAT, `yes-${turn}`)];
    if (helpful && state.question) return [choice(turn, state.node, turn % 2 === 0 ? "roll-back" : "wait")];
    switch (turn < 300 ? (wishes[turn % wishes.length] ?? 0) : 0) {
      case 1:
        return [answerTo(state, ANN, `self-${turn}`)];
      case 2:
        return [intervene(CAT, "pause")];
      case 3:
        return turn % 5 === 0 ? [intervene(CAT, "abort")] : [];
      case 4:
        return turn % 4 === 0 ? [intervene(BOB, "rollback")] : [];
      case 5:
        return turn % 7 === 0 ? [answerTo(state, CAT, `no-${turn}`, "reject")] : [];
      case 6:
        return [answerTo(state, BOB, "always-the-same-id")];
      case 7:
        return [choice(turn, state.node, "keep"), choice(turn, state.node, "no-such-option")];
      default:
        return [];
    }
  };
}

function choice(turn: number, node: string | undefined, option: string): RunRequest {
  return { id: `choice-${option}-${turn}`, by: BOB, type: "choose", node: node ?? "", option };
}

type Walked = ReturnType<typeof walk>;

const RUNS = { numRuns: 60 };

/** What a rule finds wrong in a walk; nothing where it is kept. */
function always(rule: (walked: Walked) => readonly string[]): void {
  fc.assert(
    fc.property(scenario, (drawn) => {
      expect(rule(walk(drawn))).toEqual([]);
    }),
    RUNS,
  );
}

function events({ walker }: Walked): RunEvent[] {
  return foldJournal(journalOf(walker.lines), { hash: sha256 }).entries.map((entry) => entry.event);
}

function fold(list: readonly RunEvent[]): RunState | undefined {
  return list.reduce<RunState | undefined>((state, event) => reduce(state, { event, at: 0 }), undefined);
}

/** What is missing before the first change. */
function unguarded(walked: Walked): string[] {
  const told = events(walked);
  const first = told.findIndex((event) => event.type === "action-intended");
  if (first < 0) return walked.world.writes.map((write) => `${write.workload} was written without an intent`);
  const before = told.slice(0, first);
  const open = (node: string, outcome: string): string[] => {
    const left = before.findLast((event) => event.type === "node-left" && event.node === node);
    return left?.type === "node-left" && left.outcome === outcome ? [] : [`${node} is not ${outcome}`];
  };
  const gates = [...open("ready", "pass"), ...open("gate", "pass")];
  return walked.required === 0
    ? gates
    : [...gates, ...open("approve", "approved"), ...disapproved(before, walked.required)];
}

function disapproved(before: readonly RunEvent[], required: number): string[] {
  const asked = before.findLastIndex((event) => event.type === "approval-requested");
  const request = before[asked];
  const check = before.findLast((event) => event.type === "approval-checked");
  const yes = before.slice(asked).flatMap((event) => (event.type === "approval-given" ? [event.decision.by.name] : []));
  const binding = request?.type === "approval-requested" ? request.binding.manifestHash : undefined;
  return [
    ...(new Set(yes).size >= required ? [] : ["too few people approved"]),
    ...(yes.includes(ANN.name) ? ["the requester approved"] : []),
    ...(check?.type === "approval-checked" && check.manifestHash === binding ? [] : ["what was approved had changed"]),
  ];
}

/** Ends that do not fit the world they leave behind. */
function misjudged({ walker, world, fates }: Walked): string[] {
  const outcome = walker.state.ended?.outcome ?? "none";
  const restored = [WEB, WORKER].every((one) => world.template(one) === `old-${one.name}`);
  const touched = world.writes.length > 0;
  const fits: Readonly<Record<string, boolean>> = {
    completed: fates.every((fate) => fate === "good") && walker.state.verified.length === 2,
    "rolled-back": touched && restored,
    rejected: !touched,
    blocked: !touched,
    aborted: !touched,
    failed: true,
    superseded: touched,
  };
  return fits[outcome] === true ? [] : [`${outcome} after ${world.writes.length} writes`];
}

describe("a walk through a planned release, whatever happens", { timeout: 60_000 }, () => {
  test("ends, with a chain that verifies", () => {
    always(({ walker }) => {
      const folded = foldJournal(journalOf(walker.lines), { hash: sha256 });
      const ended = folded.state?.ended === undefined ? ["no end"] : [];
      return [...ended, ...folded.problems.map((problem) => problem.message)];
    });
    expect.assertions(RUNS.numRuns);
  });

  test("writes once for an intent, and sets or restores each workload at most once", () => {
    always(({ walker, world }) => {
      const written = world.writes.map((write) => `${write.type} ${write.workload}`);
      const twice = written.filter((write, index) => written.indexOf(write) !== index);
      return world.writes.length > walker.state.intents.length ? [...twice, "more writes than intents"] : twice;
    });
    expect.assertions(RUNS.numRuns);
  });

  test("changes nothing before the gate is open and enough different people other than the requester said yes", () => {
    always(unguarded);
    expect.assertions(RUNS.numRuns);
  });

  test("leaves what it changed either verified, restored, or with a person who was told", () => {
    always(misjudged);
    expect.assertions(RUNS.numRuns);
  });

  test("folds the same in one go, in two, and without keeping entries", () => {
    fc.assert(
      fc.property(scenario, fc.nat(), (drawn, cut) => {
        const { lines } = walk(drawn).walker;
        const whole = emptyJournal({ hash: sha256 });
        whole.add(lines);
        const parts = emptyJournal({ hash: sha256, keep: false });
        parts.add(lines.slice(0, cut % lines.length));
        parts.add(lines.slice(cut % lines.length));
        expect(parts.state).toEqual(whole.state);
        expect(parts.head).toEqual(whole.head);
      }),
      { numRuns: 20 },
    );
  });

  test("counts a fact once even where the journal tells it twice", () => {
    fc.assert(
      fc.property(scenario, (drawn) => {
        const told = events(walk(drawn));
        const once = told.filter((event) => event.type !== "rollout-observed" && event.type !== "runner-started");
        expect(fold(once.flatMap((event) => [event, event]))).toEqual(fold(once));
      }),
      { numRuns: 20 },
    );
  });
});
