import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bindingHash } from "../../../../src/core/approvals/binding.ts";
import { next } from "../../../../src/core/run/next.ts";
import type { Person } from "../../../../src/core/run/release.ts";
import type { RunRequest } from "../../../../src/core/run/request.ts";
import { reduce } from "../../../../src/core/run/reduce.ts";
import type { RunState } from "../../../../src/core/run/state.ts";
import { messageFor } from "../../../../src/cli/runText.ts";
import { environmentLine } from "../../../../src/core/run/environmentLine.ts";
import { runSummary } from "../../../../src/core/run/summary.ts";
import { panelSnapshot } from "../../../../src/engine/panel/panelSnapshot.ts";
import { openListAt } from "../../../../src/host/runs/listAt.ts";
import { isOpen } from "../../../../src/core/windows/standing.ts";
import type { DeploymentWindows } from "../../../../src/core/windows/windows.ts";
import { ANN, BOB, CAT, START, WEB, WORKER, planned, requested } from "../support/samples.ts";
import { Walker, answerTo, type WalkerOptions } from "../support/walker.ts";
import { World } from "../support/world.ts";
import { visitOf } from "../../../../src/core/run/visits.ts";

/** START is a Thursday, at midnight in UTC: eight hours before the window. */
const OFFICE = { timeZone: "UTC", days: ["thu" as const, "fri" as const], from: "08:00", to: "10:00" };
const OPENS = START + 8 * 3_600_000;
const CLOSES = START + 10 * 3_600_000;
const APPROVAL = { required: 1, selfApproval: false, expires: 86_400, strict: false };

interface Story extends Partial<WalkerOptions> {
  readonly overriders?: readonly string[];
  readonly freezes?: DeploymentWindows["freezes"];
  readonly authors?: readonly (typeof CAT)[];
}

function walkerOf({ overriders = ["Cat"], freezes = [], authors = [], ...options }: Story = {}): Walker {
  const frozen = freezes.map((one) => ({ ...one, from: moment(one.from), to: moment(one.to) }));
  const windows = { open: [OFFICE], freezes: frozen, overriders: [...overriders] };
  const world = new World([WEB, WORKER], {});
  return new Walker({ world, ...options }, requested(planned({ approval: APPROVAL, windows }), "ask", authors));
}

function moment(at: number): string {
  return new Date(at).toISOString().slice(0, 16);
}

const atWindow = ({ node, evidence }: RunState): boolean =>
  node === "window" && evidence.some((one) => one.node === "window");
const atApproval = ({ approval }: RunState): boolean => approval !== undefined;
const begun = ({ intents }: RunState): boolean => intents.length > 0;

function override(by: Person, statement = "Orders fail since noon", id = `word-${by.name}-${statement}`): RunRequest {
  return { id, by, type: "attest", node: "window", check: "window-open", verdict: "pass", statement };
}

function refusal(walker: Walker, request: RunRequest): string | undefined {
  const [event] = walker.ask(request);
  return event?.type === "request-refused" ? event.reason : undefined;
}

describe("a run before its window", () => {
  test("waits until it opens, by itself, and asks for nothing before", () => {
    const walker = walkerOf();
    walker.until(atWindow);
    expect(walker.effect).toEqual({ type: "wait", node: "window", reason: "checks", until: OPENS });
    walker.now = OPENS - 1;
    expect(walker.effect).toMatchObject({ type: "wait", until: OPENS });
    walker.now = OPENS;
    expect(walker.effect).toMatchObject({ type: "evaluate-checks", node: "window" });
    expect(walker.until(atApproval).path.map((step) => step.node)).toEqual(["start", "window", "ready", "gate"]);
  });

  test("says until when, wherever it is shown, and no more once it is open", () => {
    const walker = walkerOf();
    const state = walker.until(atWindow);
    expect(environmentLine(state)).toBe("1.8.2 → 1.9.0 · window closed until Thu 08:00 UTC");
    expect(runSummary(state, walker.now)).toBe("step 1 of 9 · window closed until Thu 08:00 UTC");
    expect(messageFor(state, walker.now)).toBe("Waits: window closed until Thu 08:00 UTC.");
    expect(openListAt(state)).toBeUndefined();
    const snapshot = panelSnapshot({ state, me: CAT, guarded: true, startedHere: true, now: walker.now });
    expect(snapshot.run?.status).toBe("window closed until Thu 08:00 UTC");
    const shown = snapshot.nodes.find(({ id }) => id === "window");
    expect(shown).toMatchObject({
      blocked: "The window is closed until Thu 08:00 UTC.",
      checks: [{ canAttest: true, overrides: true }],
    });
    const others = panelSnapshot({ state, me: BOB, guarded: true, startedHere: true, now: walker.now });
    expect(others.nodes.find(({ id }) => id === "window")?.checks).toMatchObject([
      { canAttest: false, mayNot: `${BOB.name} may not override here. Overriders are Cat.` },
    ]);
    walker.now = OPENS;
    expect(environmentLine(walker.until(atApproval))).toContain("waiting for approval");
  });

  test("tells one measurement from the next, and takes neither twice", () => {
    const walker = walkerOf();
    walker.until(atWindow);
    walker.now = OPENS;
    walker.until(atApproval);
    const ids = walker.lines.map((line) => (JSON.parse(line) as { id: string }).id);
    expect(ids.filter((id) => id.includes("window-open"))).toHaveLength(2);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("starts over where the window closed before the change began, with fresh checks and a fresh approval", () => {
    const walker = walkerOf();
    walker.until(atWindow);
    walker.now = OPENS;
    walker.until(atApproval);
    walker.now = CLOSES - 2000;
    walker.ask(answerTo(walker.state, BOB, "late-yes"));
    walker.now = CLOSES;
    const state = walker.until((one) => one.node === "window" && visitOf(one.visits, "window") === 2);
    expect(state.intents).toEqual([]);
    expect(state.path.at(-1)).toMatchObject({
      outcome: "closed",
      message: "The window is closed until Fri 08:00 UTC.",
    });
    walker.now = OPENS + 86_400_000;
    expect(walker.until(atApproval).approval?.decisions).toEqual([]);
  });

  test("is not asked for more than three times", () => {
    const walker = walkerOf({
      people: (state) =>
        state.approval === undefined ? [] : [answerTo(state, BOB, `yes-${visitOf(state.visits, "approve")}`)],
    });
    walker.until(atWindow);
    for (let day = 0; day < 3; day += 1) {
      walker.now = [OPENS, OPENS + 86_400_000, OPENS + 7 * 86_400_000][day] ?? 0;
      walker.until(({ left }) => left === "approved");
      walker.now += 3 * 3_600_000;
      walker.until(({ left }) => left === "closed");
    }
    walker.now = OPENS + 8 * 86_400_000;
    walker.run();
    expect(walker.state.ended).toMatchObject({ outcome: "blocked" });
    expect(walker.state.intents).toEqual([]);
  });

  test("that has begun goes on when the window closes, and back as well", () => {
    const walker = walkerOf({
      people: (state) =>
        state.approval === undefined ? [] : [answerTo(state, BOB, `yes-${visitOf(state.visits, "approve")}`)],
    });
    walker.until(atWindow);
    walker.now = OPENS;
    walker.until(begun);
    walker.now = CLOSES + 1000;
    walker.until(({ node }) => node === "ready-deployment-web");
    walker.ask({ id: "back-please", by: BOB, type: "intervene", kind: "rollback" });
    walker.run();
    expect(walker.state.ended?.outcome).toBe("rolled-back");
  });
});

describe("an override of the window", () => {
  test("lets the change through while it lasts, and is written down", () => {
    const walker = walkerOf();
    walker.until(atWindow);
    expect(refusal(walker, override(CAT))).toBeUndefined();
    const state = walker.until(atApproval);
    expect(state.path.find((step) => step.node === "window")?.outcome).toBe("pass");
    expect(state.words[0]?.evidence).toMatchObject({
      message: "Cat <cat@example.com> overrides the window: Orders fail since noon",
      attested: { expiresAt: expect.any(Number) },
    });
    walker.ask(answerTo(walker.state, BOB, "yes-at-night"));
    expect(walker.until(begun).intents).toHaveLength(1);
    expect(isOpen({ open: [OFFICE], freezes: [], overriders: [] }, walker.now)).toBe(false);
  });

  test("is over when its time is, and the change is not begun", () => {
    const walker = walkerOf();
    walker.until(atWindow);
    walker.ask(override(CAT));
    walker.until(atApproval);
    const until = walker.state.words[0]?.evidence.attested?.expiresAt ?? 0;
    walker.now = until - 3000;
    walker.ask(answerTo(walker.state, BOB, "yes-too-late"));
    walker.now = until;
    walker.until(({ left }) => left === "closed" || left === "expired");
    expect(walker.state.intents).toEqual([]);
  });

  test.each([
    ["who asked for it", ANN, ["Ann"], "SelfApproval"],
    ["who wrote it", CAT, ["Cat"], "AuthorApproval"],
    ["who is not listed", BOB, ["Cat"], "NotAnOverrider"],
  ] as const)("is refused to %s, and that is written down", (_who, by, overriders, reason) => {
    const walker = walkerOf({ overriders, authors: [CAT] });
    walker.until(atWindow);
    expect(refusal(walker, override(by))).toBe(reason);
    expect(walker.lines.at(-1)).toContain("request-refused");
    expect(walker.effect).toMatchObject({ type: "wait", until: OPENS });
  });

  test("is refused without a reason that explains anything, against the clock, and where nobody is listed", () => {
    const walker = walkerOf();
    walker.until(atWindow);
    expect(refusal(walker, override(CAT, "because"))).toBe("NoReason");
    expect(
      refusal(walker, { ...override(CAT), type: "attest", verdict: "fail", id: "closed-by-word" } as RunRequest),
    ).toBe("OnlyMeasured");
    const nobody = walkerOf({ overriders: [] });
    nobody.until(atWindow);
    expect(refusal(nobody, override(CAT))).toBe("OnlyMeasured");
  });

  test("that somebody wrote into the journal for another opens nothing", () => {
    const walker = walkerOf();
    walker.until(atWindow);
    walker.ask(override(CAT));
    const forged = walker.lines.map((line) => line.replaceAll("Cat <cat@example.com>", "Bob <bob@example.com>"));
    const state = forged
      .map((line) => JSON.parse(line) as { event: Parameters<typeof reduce>[1]["event"] })
      .reduce<RunState | undefined>((before, { event }) => reduce(before, { event, at: START }), undefined);
    const set = { ...(state as RunState), node: "set-deployment-web", left: undefined };
    expect(next(set, START + 5000)).toMatchObject([
      { type: "append", events: [{ type: "node-left", outcome: "closed" }] },
    ]);
  });
});

describe("whatever people and clocks do", { timeout: 60_000 }, () => {
  test("no change begins outside of a window without a listed person's word", () => {
    const jump = fc.integer({ min: 0, max: 40 * 3_600_000 });
    const who = fc.constantFrom(ANN, BOB, CAT);
    const wish = fc.record({
      by: who,
      what: fc.constantFrom("override", "yes", "short", "pause", "resume"),
      after: jump,
    });
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 25 }), (wishes) => {
        let turn = 0;
        const walker = walkerOf({ people: () => [] });
        const windows = { open: [OFFICE], freezes: [], overriders: ["Cat"] };
        walker.restart();
        for (const { by, what, after } of wishes) {
          turn += 1;
          const node = walker.state.node ?? "";
          const seen =
            walker.state.approval === undefined ? "0".repeat(64) : bindingHash(walker.state.approval.binding);
          const id = `wish-${turn}-xx`;
          if (what === "override" || what === "short")
            walker.ask(override(by, what === "short" ? "now" : "It cannot wait", id));
          else if (what === "yes") walker.ask({ id, by, type: "answer", node, answer: "approve", bindingHash: seen });
          else walker.ask({ id, by, type: "intervene", kind: what === "pause" ? "pause" : "resume" });
          for (let steps = 0; steps < 12 && walker.state.ended === undefined && !begun(walker.state); steps += 1)
            walker.step();
          if (begun(walker.state)) break;
          walker.now += after;
        }
        const at = begun(walker.state) ? walker.state.lastEventAt : undefined;
        const word = walker.state.words.find((one) => one.evidence.attested?.by.name === CAT.name);
        const overridden = (word?.evidence.attested?.expiresAt ?? 0) > (at ?? 0);
        expect(at === undefined || isOpen(windows, at) || overridden).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
