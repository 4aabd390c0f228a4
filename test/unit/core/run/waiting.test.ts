import { describe, expect, test } from "vitest";
import { appendEntry } from "../../../../src/core/journal/appendEntry.ts";
import { emptyJournal } from "../../../../src/core/journal/fold.ts";
import { eventId } from "../../../../src/core/run/eventId.ts";
import { standings, standingWord } from "../../../../src/core/run/findings.ts";
import type { RunState } from "../../../../src/core/run/state.ts";
import { fixLoop, VALIDATE, WORD_SECONDS } from "../support/fixLoop.ts";
import { ListWalk } from "../support/listWalk.ts";
import { sha256 } from "../support/walker.ts";
import { withVisit } from "../../../../src/core/run/visits.ts";

/** A run at its list with `load` and `scan` measured as said. */
function atList(load: "pass" | "fail" | "inconclusive", scan: "pass" | "fail" | "inconclusive" = "inconclusive") {
  const walk = new ListWalk();
  Object.assign(walk.measured, { load, scan });
  walk.settle();
  return walk;
}

function ended(visit: number, outcome: string): RunState["path"] {
  return [{ node: "validate", visit, outcome, message: "M.", enteredAt: 0, leftAt: 0 }];
}

describe("a list that people work through", () => {
  test("is not left while anything is open, even where something has failed", () => {
    const walk = atList("fail", "fail");
    expect(walk.state.path.map((step) => step.node)).toEqual(["start"]);
    walk.say("drill", "Restored last night.");
    walk.settle();
    expect(walk.way).toContain("validate fail");
  });

  test("is not left for a failure where no edge leads on from that", () => {
    const graph = fixLoop();
    const walk = new ListWalk({ ...graph, edges: graph.edges.filter((edge) => edge.when !== "fail") });
    walk.measured["load"] = "fail";
    walk.settle();
    walk.say("scan", "Read.");
    walk.say("drill", "Restored.");
    expect(walk.settle()).toBe("validate");
    walk.measured["load"] = "pass";
    expect(walk.recheck()).toBe("recheck-requested");
    expect(walk.settle()).toBe("completed");
  });

  test("measures everything again when asked, and keeps the words that still stand", () => {
    const walk = atList("inconclusive");
    walk.say("scan", "Read.");
    walk.recheck();
    expect(walk.walker.effect).toMatchObject({
      type: "evaluate-checks",
      rechecks: 1,
      checks: [{ id: "load" }, { id: "scan" }, { id: "drill" }],
    });
    walk.settle();
    expect(["load", "scan", "drill"].map((check) => walk.verdictOf(check))).toEqual([
      "inconclusive",
      "pass",
      "inconclusive",
    ]);
  });

  test("is measured again in full where that was asked for while a runner was at it", () => {
    const walk = new ListWalk();
    walk.walker.until((state) => state.node === "validate");
    const evidence = {
      check: "load",
      verdict: "pass",
      reason: "R",
      message: "M.",
      source: "s",
      collectedAt: 0,
    } as const;
    const first = eventId(walk.state, { type: "evidence-recorded", node: "validate", evidence });
    expect(walk.recheck()).toBe("recheck-requested");
    const second = eventId(walk.state, { type: "evidence-recorded", node: "validate", evidence });
    expect(first).not.toBe(second);
    walk.settle();
    expect(walk.verdictOf("load")).toBe("pass");
  });

  test("is not measured again at another place", () => {
    const walk = atList("pass");
    expect(walk.ask({ type: "recheck", node: "fix" })).toBe("NotWaiting");
  });

  test("carries a word that it passes over to its next visit, until it fails", () => {
    const walk = atList("inconclusive", "inconclusive");
    walk.say("scan", "Read.");
    const again: RunState = { ...walk.state, visits: withVisit(walk.state.visits, "validate", 3) };
    const carried = (path: RunState["path"]) =>
      standingWord({ ...again, path }, VALIDATE, "scan", "inconclusive", walk.walker.now)?.message;
    expect(carried(ended(1, "pass"))).toContain("Read.");
    expect(carried(ended(1, "fail"))).toBeUndefined();
    expect(carried([...ended(1, "pass"), ...ended(2, "fail")])).toBeUndefined();
  });

  test("asks for every word anew once it had failed and was mended", () => {
    const walk = atList("fail");
    walk.say("scan", "Read.");
    walk.say("drill", "It did not come back.", undefined, "fail");
    expect(walk.settle()).toBe("fix");
    walk.say("tried", "Gave it more memory.");
    expect(walk.settle()).toBe("validate");
    expect(walk.verdictOf("scan")).toBe("inconclusive");
    expect(walk.verdictOf("drill")).toBe("inconclusive");
    expect(walk.verdictOf("load")).toBe("fail");
  });

  test("carries no word over that has run out", () => {
    const walk = atList("fail");
    walk.say("scan", "Read.");
    walk.say("drill", "Restored.");
    walk.settle();
    walk.walker.now += WORD_SECONDS * 1000;
    walk.say("tried", "Gave it more memory.");
    walk.settle();
    expect(walk.verdictOf("scan")).toBe("inconclusive");
  });

  test("shows what is open, and whose it is to settle", () => {
    const walk = atList("inconclusive", "fail");
    walk.say("drill", "Restored.");
    const shown = standings(walk.state, VALIDATE, walk.walker.now);
    expect(shown.map(({ spec, verdict, open, measured }) => [spec.id, verdict, open, measured])).toEqual([
      ["load", "inconclusive", false, true],
      ["scan", "fail", false, true],
      ["drill", "pass", false, true],
    ]);
    const later = standings(walk.state, VALIDATE, walk.walker.now + WORD_SECONDS * 1000);
    expect(later.at(-1)).toMatchObject({ verdict: "inconclusive", open: true, evidence: undefined });
  });
});

describe("a pause at a list", () => {
  test("keeps the run at it, so that words may be given and run out", () => {
    const walk = atList("pass");
    expect(walk.steer("pause")).toBe("intervention");
    expect(walk.say("scan", "Read.")).toBe("check-attested");
    walk.walker.now += 1000;
    expect(walk.say("drill", "Restored.")).toBe("check-attested");
    expect(walk.settle()).toBe("validate");
    expect(walk.walker.effect).toMatchObject({ type: "wait", reason: "paused" });
    expect(walk.state.left).toBeUndefined();
    walk.walker.now += WORD_SECONDS * 1000 - 500;
    walk.steer("resume");
    expect(walk.settle()).toBe("validate");
    expect(walk.walker.effect).toMatchObject({ type: "wait", reason: "checks" });
  });

  test("is over with it", () => {
    const walk = atList("pass");
    walk.steer("pause");
    walk.say("scan", "Read.");
    walk.say("drill", "Restored.");
    walk.settle();
    walk.steer("resume");
    expect(walk.settle()).toBe("completed");
  });
});

describe("stopping a run at a list", () => {
  test("ends it, and what was said there is no attempt", () => {
    const walk = atList("fail");
    walk.say("scan", "Read.");
    walk.say("drill", "Restored.");
    walk.settle();
    walk.steer("pause");
    walk.say("tried", "Gave it more memory.");
    expect(walk.steer("rollback")).toBe("NoWayBack");
    expect(walk.steer("abort")).toBe("intervention");
    expect(walk.settle()).toBe("aborted");
    expect(walk.state.attempts).toEqual([]);
  });
});

describe("the id of a measurement", () => {
  test("differs with node, visit, round and check, whatever these are called", () => {
    const walk = atList("fail");
    const ids = ["1", "a/1", "a%2F1", "a"].flatMap((check) =>
      ["n", "n/1", "n/1/a"].map((node) => {
        const evidence = { check, verdict: "pass", reason: "R", message: "M.", source: "s", collectedAt: 0 } as const;
        return eventId(walk.state, { type: "evidence-recorded", node, evidence });
      }),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("takes a measurement of another round for another fact", () => {
    const journal = emptyJournal({ hash: sha256 });
    const walk = atList("fail");
    journal.add(walk.walker.lines);
    const evidence = {
      check: "load",
      verdict: "pass",
      reason: "R",
      message: "M.",
      source: "s",
      collectedAt: 0,
    } as const;
    const event = { type: "evidence-recorded", node: "validate", evidence } as const;
    expect(appendEntry(journal, event, 0, sha256)).toBeUndefined();
    walk.recheck();
    journal.add(walk.walker.lines.slice(journal.entries.length));
    expect(appendEntry(journal, event, 0, sha256)?.id).toBe("41/evidence-recorded/validate/1.1/load");
  });
});
