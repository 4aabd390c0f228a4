import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answer } from "../../../../src/core/run/answer.ts";
import type { Person } from "../../../../src/core/run/release.ts";
import type { RunRequest } from "../../../../src/core/run/request.ts";
import type { RunState } from "../../../../src/core/run/state.ts";
import { panelSnapshot } from "../../../../src/engine/panel/panelSnapshot.ts";
import { type PanelSnapshot, panelSnapshot as schema } from "../../../../src/protocol/panel.ts";
import { ANN, BOB, CAT } from "../../core/support/samples.ts";
import { answerTo } from "../../core/support/walker.ts";
import type { Fate } from "../../core/support/world.ts";
import { release } from "./support.ts";

const fate = fc.constantFrom<Fate>("good", "doomed", "slow", "paused", "superseded");

const scenario = fc.record({
  rollback: fc.constantFrom<"automatic" | "ask">("automatic", "ask"),
  required: fc.integer({ min: 0, max: 2 }),
  web: fate,
  worker: fate,
  failing: fc.constantFrom(undefined, undefined, "git-clean"),
  wishes: fc.array(fc.nat(14), { minLength: 1, maxLength: 40 }),
  me: fc.constantFrom<Person>(ANN, BOB, CAT, { name: "", source: "os" }),
  guarded: fc.boolean(),
  startedHere: fc.boolean(),
});

type Drawn = typeof scenario extends fc.Arbitrary<infer S> ? S : never;

interface Look {
  readonly state: RunState;
  readonly now: number;
  readonly snapshot: PanelSnapshot;
}

/** Every state of a walk, with what the panel makes of it. */
function looks(drawn: Drawn): Look[] {
  const { me, guarded, startedHere, wishes } = drawn;
  const taken: Look[] = [];
  let turn = 0;
  const look = (state: RunState, now: number): void => {
    taken.push({ state, now, snapshot: panelSnapshot({ state, me, guarded, startedHere, now }) });
  };
  const approval = { required: drawn.required, selfApproval: false, expires: 3600, strict: false };
  const walker = release(
    { rollback: drawn.rollback, approval },
    { web: drawn.web, worker: drawn.worker },
    {
      check: (id) => (id === drawn.failing ? "fail" : "pass"),
      people: (state) => {
        look(state, state.lastEventAt);
        turn += 1;
        return wish(state, turn, wishes[turn % wishes.length] ?? 0);
      },
    },
  );
  walker.run();
  look(walker.state, walker.now);
  return taken;
}

function wish(state: RunState, turn: number, drawn: number): RunRequest[] {
  const base = { id: `wish-${turn}`, by: turn % 2 === 0 ? BOB : CAT };
  if (turn % 3 === 0 && state.paused) return [{ ...base, type: "intervene", kind: "resume" }];
  if (turn % 3 === 0 && state.approval !== undefined) return [answerTo(state, base.by, base.id)];
  if (turn % 3 === 0 && state.question !== undefined) {
    return [{ ...base, type: "choose", node: state.node ?? "", option: turn % 2 === 0 ? "roll-back" : "wait" }];
  }
  const kinds = ["pause", "abort", "rollback"] as const;
  const kind = turn < 200 ? kinds[drawn] : undefined;
  return kind === undefined ? [] : [{ ...base, type: "intervene", kind }];
}

function always(rule: (look: Look, drawn: Drawn) => void): void {
  fc.assert(
    fc.property(scenario, (drawn) => looks(drawn).forEach((look) => rule(look, drawn))),
    { numRuns: 15 },
  );
}

describe("the panel of any run at any time", { timeout: 60_000 }, () => {
  it("is whole: every node once, in order, and in the shape of the protocol", () => {
    always(({ state, snapshot }) => {
      expect(schema.parse(snapshot)).toEqual(snapshot);
      expect(snapshot.nodes.map((one) => one.id)).toEqual(state.graph.nodes.map((one) => one.id));
    });
  });

  it("shows one place at most, at the end of the way taken", () => {
    always(({ state, snapshot }) => {
      const here = snapshot.nodes.filter((one) => one.state === "now" || one.state === "waiting");
      expect(here.map((one) => one.id)).toEqual(state.node === undefined ? [] : [state.node]);
      expect([state.node, undefined]).toContain(here.length === 0 ? undefined : snapshot.run?.way.at(-1));
      expect(snapshot.run?.way).toEqual(snapshot.run?.timeline.map((step) => step.node));
      const blocked = snapshot.nodes.filter((one) => one.blocked !== undefined).map((one) => one.id);
      expect(blocked.every((id) => id === state.node)).toBe(true);
    });
  });

  it("promises nothing that the run ahead cannot keep", () => {
    always(({ state, snapshot }) => {
      const skipped = new Set(snapshot.nodes.filter((one) => one.state === "skipped").map((one) => one.id));
      expect(snapshot.run?.way.some((id) => skipped.has(id))).toBe(false);
      const ahead = snapshot.nodes.some((one) => one.state === "ahead");
      expect(ahead && state.ended !== undefined).toBe(false);
    });
  });

  it("offers exactly what the runner would follow, and nothing for a run that was not started here", () => {
    always(({ state, snapshot, now }, { me, startedHere }) => {
      const steers = (["pause", "resume", "abort", "rollback"] as const).filter((kind) => {
        const [event] = answer(state, { id: "ask-it-now", by: me, type: "intervene", kind }, now);
        return startedHere && event?.type !== "request-refused";
      });
      expect(snapshot.run?.steers).toEqual(steers);
      const here = snapshot.nodes.find((one) => one.id === state.node)?.approval;
      const [event] = answer(state, { ...answerTo(state, me, "ask-it-now") }, now);
      expect(here?.mayAnswer ?? false).toBe(startedHere && event?.type === "approval-given");
      const others = snapshot.nodes.filter((one) => one.id !== state.node);
      expect(others.some((one) => one.approval?.mayAnswer === true || one.question?.waiting === true)).toBe(false);
    });
  });
});
