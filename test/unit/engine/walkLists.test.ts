import { describe, expect, test } from "vitest";
import type { Graph, GraphNode } from "../../../src/core/graph/graph.ts";
import { validateGraph } from "../../../src/core/graph/validate.ts";
import type { RunEvent } from "../../../src/core/run/event.ts";
import { standings } from "../../../src/core/run/findings.ts";
import type { RunState } from "../../../src/core/run/state.ts";
import { nodeOf } from "../../../src/core/graph/walk.ts";
import { walkRun } from "../../../src/engine/walkRun.ts";
import type { InboxRequest } from "../../../src/protocol/inbox.ts";
import { KilledError, MemoryRun } from "../../support/memoryRun.ts";
import { fixLoop, VALIDATE } from "../core/support/fixLoop.ts";
import { BOB, requested } from "../core/support/samples.ts";
import { sha256 } from "../core/support/walker.ts";
import { visitOf } from "../../../src/core/run/visits.ts";

/** The fix loop with checks that the engine knows: one measured, one that a word settles as well, one nobody measures. */
function graph(): Graph {
  const loop = fixLoop();
  const checks = [
    { id: "git-clean", label: "Git is clean" },
    { id: "git-tagged", label: "Git is tagged", attestedFor: 3600 },
    { id: "drill", label: "Restore drill", attestedFor: 3600 },
  ];
  const nodes = loop.nodes.map((node): GraphNode => (node.id === VALIDATE.id ? { ...VALIDATE, checks } : node));
  return { ...loop, nodes };
}

/** Says what is open, once for each visit of each list, in words that differ from visit to visit. */
function helpful(state: RunState, words = (visit: number) => `In visit ${visit}.`): readonly InboxRequest[] {
  const node = nodeOf(state.graph, state.node);
  if (node?.kind !== "check" || state.left !== undefined) return [];
  const visit = visitOf(state.visits, node.id) ?? 1;
  return standings(state, node, state.lastEventAt)
    .filter((line) => line.open && line.measured)
    .map(({ spec }) => ({
      id: `word-${node.id}-${visit}-${spec.id}`,
      at: "2026-01-01T00:00:00Z",
      by: BOB,
      type: "attest",
      node: node.id,
      check: spec.id,
      verdict: "pass",
      statement: words(visit),
    }));
}

interface Story {
  /** How many attempts it takes until the work tree is clean. */
  readonly attempts: number;
  readonly words?: (visit: number) => string;
}

function runOf({ attempts, words }: Story): MemoryRun {
  return new MemoryRun({
    first: requested(graph()),
    people: (state) => helpful(state, words),
    hash: sha256,
    git: async (state) => {
      const clean = state.attempts.length >= attempts;
      const changed = clean ? [] : [{ path: "a.ts", state: "changed" as const }];
      // Tags that were not read are not known, so that a word is asked for.
      return { head: "1".repeat(40), branch: "main", changed, authors: [] };
    },
  });
}

/** Walks to the end, with another runner after the one that was killed; how many it took. */
async function walked(run: MemoryRun): Promise<number> {
  for (let runners = 1; ; runners += 1) {
    try {
      await walkRun(run.ports);
      return runners;
    } catch (error) {
      if (!(error instanceof KilledError)) throw error;
    }
  }
}

/** What a journal tells beside who told it and when. */
function told(run: MemoryRun): unknown {
  const { path, attempts, evidence, ended } = run.state;
  return {
    way: path.map(({ node, visit, outcome, message }) => ({ node, visit, outcome, message })),
    attempts,
    evidence: evidence.map(({ node, evidence: { check, verdict, message } }) => [node, check, verdict, message]),
    outcome: ended?.outcome,
    message: ended?.message,
    words: events(run).filter((event) => event.type === "check-attested").length,
  };
}

function events(run: MemoryRun): readonly RunEvent[] {
  return run.lines.map((line) => (JSON.parse(line) as { event: RunEvent }).event);
}

const STORIES: readonly [string, Story, string][] = [
  ["passes at once", { attempts: 0 }, "completed"],
  ["passes after two attempts", { attempts: 2 }, "completed"],
  ["uses its attempts up", { attempts: 9 }, "escalated"],
  ["goes in a circle", { attempts: 9, words: () => "Always the same." }, "escalated"],
];

describe("the engine at lists that people work through", { timeout: 60_000 }, () => {
  test("walks a sound graph", () => {
    expect(validateGraph(graph())).toEqual([]);
  });

  test("asks for a word on what nothing measures, and does not call it unknown", async () => {
    const run = runOf({ attempts: 0 });
    await walked(run);
    const first = events(run).flatMap((event) => (event.type === "evidence-recorded" ? [event.evidence] : []));
    expect(first.find((one) => one.check === "drill")).toMatchObject({
      verdict: "inconclusive",
      reason: "NeedsAWord",
      message: 'Nothing measures "Restore drill". Somebody who knows says how it is, in a sentence.',
    });
  });

  test("asks for every word anew, once a list that had failed is visited again", async () => {
    const run = runOf({ attempts: 1 });
    await walked(run);
    const drills = events(run).flatMap((event) =>
      "evidence" in event && event.evidence.check === "drill" ? [event] : [],
    );
    expect(drills.map((event) => [event.type, event.evidence.verdict])).toEqual([
      ["evidence-recorded", "inconclusive"],
      ["check-attested", "pass"],
      ["evidence-recorded", "inconclusive"],
      ["check-attested", "pass"],
    ]);
    expect(drills[3]?.evidence.message).toBe(`${BOB.name} says: In visit 2.`);
  });

  test.each(STORIES)("comes to the same end wherever its runner is killed: it %s", async (_name, story, outcome) => {
    const whole = runOf(story);
    expect(await walked(whole)).toBe(1);
    const expected = told(whole);
    expect(expected).toMatchObject({ outcome });
    for (let line = 1; line < whole.lines.length - 1; line += 1) {
      for (const moment of ["before", "after"] as const) {
        const run = runOf(story);
        run.killAt = { line, moment };
        const runners = await walked(run);
        expect({ runners, ...(told(run) as object) }, `killed ${moment} line ${line}`).toEqual({
          runners: 2,
          ...(expected as object),
        });
      }
    }
  });
});
