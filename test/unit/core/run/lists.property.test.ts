import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CheckVerdict } from "../../../../src/core/evidence/evidence.ts";
import { foldJournal } from "../../../../src/core/journal/fold.ts";
import type { RunEvent } from "../../../../src/core/run/event.ts";
import { FIX, VALIDATE, WORD_SECONDS } from "../support/fixLoop.ts";
import { type Asked, ListWalk } from "../support/listWalk.ts";
import { ANN, BOB, CAT } from "../support/samples.ts";
import { sha256 } from "../support/walker.ts";
import { visitOf } from "../../../../src/core/run/visits.ts";

const checkIds = fc.constantFrom("load", "scan", "drill", "tried", "moon");
const verdicts = fc.constantFrom<CheckVerdict>("pass", "fail", "inconclusive");
const words = fc.constantFrom("More memory.", "more MEMORY", "Patched it.", "Off and on.", "Rolled it back.", "!?");

/** What people and the world do, in any order. */
type Move =
  | { readonly move: "ask"; readonly id: number; readonly by: number; readonly request: Asked }
  | { readonly move: "measure"; readonly check: string; readonly verdict: CheckVerdict }
  | { readonly move: "step" | "die" }
  | { readonly move: "wait"; readonly seconds: number }
  /** A fitting word on one check of the list the run is at, then whatever the run does by itself. */
  | { readonly move: "help"; readonly check: number; readonly verdict: "pass" | "fail"; readonly statement: string };

const request = fc.oneof(
  fc.record({
    type: fc.constant("attest" as const),
    node: fc.constantFrom(VALIDATE.id, FIX.id),
    check: checkIds,
    verdict: fc.constantFrom("pass" as const, "pass" as const, "fail" as const),
    statement: words,
  }),
  fc.record({ type: fc.constant("recheck" as const), node: fc.constantFrom(VALIDATE.id, FIX.id) }),
  fc.record({ type: fc.constant("intervene" as const), kind: fc.constantFrom("pause" as const, "resume" as const) }),
);

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ move: fc.constant("ask" as const), id: fc.nat(400), by: fc.nat(2), request }) },
  { weight: 2, arbitrary: fc.record({ move: fc.constant("measure" as const), check: checkIds, verdict: verdicts }) },
  { weight: 8, arbitrary: fc.record({ move: fc.constant("step" as const) }) },
  { weight: 1, arbitrary: fc.record({ move: fc.constant("die" as const) }) },
  { weight: 1, arbitrary: fc.record({ move: fc.constant("wait" as const), seconds: fc.nat(WORD_SECONDS * 2) }) },
  {
    weight: 12,
    arbitrary: fc.record({
      move: fc.constant("help" as const),
      check: fc.nat(2),
      verdict: fc.constantFrom("pass" as const, "pass" as const, "pass" as const, "fail" as const),
      statement: words,
    }),
  },
);

const moves = fc.array(move, { minLength: 40, maxLength: 150 });

function played(drawn: readonly Move[]): ListWalk {
  const walk = new ListWalk();
  walk.measured["tried"] = "inconclusive";
  for (const one of drawn) play(walk, one);
  return walk;
}

function play(walk: ListWalk, one: Move): void {
  if (walk.state.ended !== undefined) return;
  if (one.move === "ask") walk.askAs(`request-${one.id}`, one.request, [ANN, BOB, CAT][one.by]);
  if (one.move === "measure") walk.measured[one.check] = one.verdict;
  if (one.move === "die") walk.walker.restart();
  if (one.move === "wait") walk.walker.now += one.seconds * 1000;
  if (one.move === "help") help(walk, one);
  if (one.move === "step" && walk.walker.effect?.type !== "wait") walk.walker.step();
}

function help(walk: ListWalk, { check, verdict, statement }: Extract<Move, { move: "help" }>): void {
  if (walk.state.paused) walk.steer("resume");
  const checks = walk.state.node === FIX.id ? FIX.checks : VALIDATE.checks;
  walk.say(checks[check % checks.length]?.id ?? "", statement, CAT, verdict);
  walk.settle();
}

function told(walk: ListWalk): readonly { readonly event: RunEvent; readonly at: number }[] {
  const { entries, problems } = foldJournal(Buffer.from(text(walk)), { hash: sha256 });
  expect(problems).toEqual([]);
  return entries.map(({ event, at }) => ({ event, at: Date.parse(at) }));
}

function text(walk: ListWalk): string {
  return walk.walker.lines.map((line) => `${line}\n`).join("");
}

/** What the journal alone, read without the walker's help, tells against a list having been left as passed. */
function unsettled(events: ReturnType<typeof told>, at: number): string[] {
  const left = events[at];
  if (left?.event.type !== "node-left") return ["not left"];
  const { node } = left.event;
  const entered = events.findLastIndex(({ event }, index) => index < at && isEntry(event, node));
  const checks = node === VALIDATE.id ? VALIDATE.checks : FIX.checks;
  return checks.flatMap(({ id }) => {
    const since = events.slice(entered, at).flatMap(({ event }) => {
      const found = (event.type === "evidence-recorded" || event.type === "check-attested") && event.node === node;
      return found && event.evidence.check === id ? [event.evidence] : [];
    });
    const measured = since.findLast((one) => one.attested === undefined);
    const word = since.findLast((one) => one.attested !== undefined);
    const stands = word?.verdict === "pass" && (word.attested?.expiresAt ?? 0) > left.at;
    if (measured?.verdict === "fail" && since.lastIndexOf(measured) === since.length - 1) return [`${id} failed`];
    return stands || measured?.verdict === "pass" ? [] : [`${id} is open`];
  });
}

function isEntry(event: RunEvent, node: string): boolean {
  return event.type === "node-entered" && event.node === node;
}

const RUNS = { numRuns: 300 };

describe("whatever people ask, in whatever order, whoever dies", { timeout: 60_000 }, () => {
  test("no list is left as passed before each of its checks is settled", () => {
    fc.assert(
      fc.property(moves, (drawn) => {
        const events = told(played(drawn));
        const passed = events.flatMap(({ event }, index) =>
          event.type === "node-left" && event.outcome === "pass" && event.node !== "result" ? [index] : [],
        );
        expect(passed.flatMap((index) => unsettled(events, index))).toEqual([]);
      }),
      RUNS,
    );
  });

  test("there are never more than three attempts, no two of them alike", () => {
    fc.assert(
      fc.property(moves, (drawn) => {
        const { state } = played(drawn);
        expect(visitOf(state.visits, FIX.id) ?? 0).toBeLessThanOrEqual(3);
        expect(state.attempts.length).toBeLessThanOrEqual(3);
        const said = state.attempts.map(({ statement }) => statement.toLowerCase().replaceAll(/[^a-z ]/gu, ""));
        const alike = said.length - new Set(said).size;
        expect(alike).toBeLessThanOrEqual(state.path.filter((step) => step.outcome === "circular").length);
      }),
      RUNS,
    );
  });

  test("the journal folded anew gives the same run", () => {
    fc.assert(
      fc.property(moves, (drawn) => {
        const walk = played(drawn);
        expect(foldJournal(Buffer.from(text(walk)), { hash: sha256 }).state).toEqual(walk.state);
      }),
      RUNS,
    );
  });

  test("a request that is read again changes nothing", () => {
    fc.assert(
      fc.property(moves, (drawn) => {
        const walk = played(drawn);
        const lines = walk.walker.lines.length;
        for (const one of drawn) {
          if (one.move !== "ask" || !wasAnswered(walk, `request-${one.id}`)) continue;
          expect(walk.askAs(`request-${one.id}`, one.request)).toBe("");
        }
        expect(walk.walker.lines).toHaveLength(lines);
      }),
      RUNS,
    );
  });

  test("the run comes to rest", () => {
    fc.assert(
      fc.property(moves, (drawn) => {
        const walk = played(drawn);
        const held = walk.state.paused ? ["start", "result"] : [];
        expect(["validate", "fix", "completed", "escalated", ...held]).toContain(walk.settle());
      }),
      RUNS,
    );
  });
});

function wasAnswered(walk: ListWalk, id: string): boolean {
  return walk.walker.lines.some((line) => line.includes(`"id":"41/request/${id}"`));
}
