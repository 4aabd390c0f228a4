import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bindingHash } from "../../../../src/core/approvals/binding.ts";
import type { CheckVerdict } from "../../../../src/core/evidence/evidence.ts";
import type { RunRequest } from "../../../../src/core/run/request.ts";
import type { RunState } from "../../../../src/core/run/state.ts";
import { ANN, BOB, CAT, WEB, WORKER, planned, requested } from "../support/samples.ts";
import { Walker } from "../support/walker.ts";
import { World } from "../support/world.ts";

const CHECKS = ["unit-tests", "security-basic", "git-clean"] as const;
const NODES = ["ready", "gate", "approve", "trouble", "set-deployment-web", "window"];

type Wish = Parameters<typeof requestOf>[0];

/** Anything that anybody may put into an inbox, meant for here or for elsewhere. */
const wish = fc.record({
  by: fc.constantFrom(ANN, BOB, CAT),
  type: fc.constantFrom("answer", "attest", "recheck", "choose", "pause", "resume", "abort", "rollback", "withdraw"),
  node: fc.constantFrom(undefined, ...NODES),
  answer: fc.constantFrom<"approve" | "reject" | "override">("approve", "reject", "override"),
  check: fc.constantFrom(...CHECKS, "window-open"),
  verdict: fc.constantFrom<"pass" | "fail">("pass", "fail"),
  option: fc.constantFrom("roll-back", "keep", "wait", "pass", "done"),
});

function requestOf(
  drawn: typeof wish extends fc.Arbitrary<infer T> ? T : never,
  state: RunState,
  id: string,
): RunRequest {
  const { by, type, answer, check, verdict, option } = drawn;
  const node = drawn.node ?? state.node ?? "";
  const seen = state.approval === undefined ? "0".repeat(64) : bindingHash(state.approval.binding);
  switch (type) {
    case "answer":
      return { id, by, type, node, answer, bindingHash: seen, comment: "It cannot wait", word: "yes" };
    case "withdraw":
      return { id, by, type, node, bindingHash: seen };
    case "attest":
      return { id, by, type, node, check, verdict, statement: "I have seen it myself" };
    case "recheck":
      return { id, by, type, node };
    case "choose":
      return { id, by, type, node, option };
    case "pause":
    case "resume":
    case "abort":
    case "rollback":
      return { id, by, type: "intervene", kind: type };
  }
}

function walk(
  wishes: readonly Wish[],
  verdicts: Readonly<Record<string, CheckVerdict>>,
  deaths: readonly number[],
): { walker: Walker; world: World } {
  const world = new World([WEB, WORKER], {});
  const graph = planned({
    gate: [...CHECKS],
    approval: { required: 1, selfApproval: true, expires: 3600, strict: false, overriders: ["Bob"] },
  });
  const left = [...deaths];
  let turn = 0;
  const people = (state: RunState): RunRequest[] => {
    turn += 1;
    const drawn = wishes[turn % wishes.length];
    const helpful: RunRequest[] =
      turn % 4 === 0 && state.paused ? [{ id: `on-${turn}`, by: BOB, type: "intervene", kind: "resume" }] : [];
    return drawn === undefined ? helpful : [requestOf(drawn, state, `wish-${turn}`), ...helpful];
  };
  const options = { world, people, check: (id: string) => verdicts[id] ?? "pass", dies: () => left.shift() === 0 };
  const walker = new Walker(options, requested(graph));
  walker.run();
  return { walker, world };
}

const wishes = fc.array(wish, { minLength: 1, maxLength: 20 });
const deaths = fc.array(fc.nat(8), { maxLength: 30 });
const bad = fc.constantFrom<CheckVerdict>("fail", "inconclusive");

describe("a gate of quality that does not open", { timeout: 60_000 }, () => {
  test("lets nobody through, whoever asks for whatever and however often the runner dies", () => {
    fc.assert(
      fc.property(
        wishes,
        deaths,
        fc.subarray([...CHECKS], { minLength: 1 }),
        bad,
        (asked, killed, failing, verdict) => {
          const { walker, world } = walk(asked, Object.fromEntries(failing.map((id) => [id, verdict])), killed);
          expect(world.writes).toEqual([]);
          expect(walker.state.intents).toEqual([]);
          expect(walker.state.path.filter(({ node, outcome }) => node === "gate" && outcome === "pass")).toEqual([]);
          expect(["blocked", "aborted", "failed"]).toContain(walker.state.ended?.outcome);
        },
      ),
      { numRuns: 80 },
    );
  });

  test("is written down once a visit, before anything else happens", () => {
    fc.assert(
      fc.property(wishes, deaths, (asked, killed) => {
        const { walker } = walk(asked, { "unit-tests": "fail" }, killed);
        const told = walker.lines.map(
          (line) => (JSON.parse(line) as { event: { type: string; node?: string; outcome?: string } }).event,
        );
        const shut = told.flatMap((event, at) =>
          event.type === "node-left" && event.node === "gate" && event.outcome === "fail" ? [at] : [],
        );
        const facts = (at: number) => told.slice(at + 1).filter(({ type }) => !OTHERS.has(type));
        expect(shut.map((at) => facts(at)[0]?.type)).toEqual(shut.map(() => "block-recorded"));
        expect(told.filter(({ type }) => type === "block-recorded")).toHaveLength(shut.length);
      }),
      { numRuns: 80 },
    );
  });

  test("is written down for nobody who stopped the run before it was known", () => {
    fc.assert(
      fc.property(wishes, (asked) => {
        const { walker } = walk(asked, {}, []);
        expect(walker.state.blocks).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

/** What may come between any two facts of a walk. */
const OTHERS: ReadonlySet<string> = new Set([
  "request-refused",
  "intervention",
  "runner-started",
  "approval-withdrawn",
]);
