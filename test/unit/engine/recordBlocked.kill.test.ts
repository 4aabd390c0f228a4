import { describe, expect, test } from "vitest";
import { Fault } from "../../../src/base/result.ts";
import type { GraphNode } from "../../../src/core/graph/graph.ts";
import type { RunEvent } from "../../../src/core/run/event.ts";
import { walkRun } from "../../../src/engine/walkRun.ts";
import { KilledError, MemoryRun } from "../../support/memoryRun.ts";
import { planned, requested } from "../core/support/samples.ts";
import { sha256 } from "../core/support/walker.ts";

/** A release that begins at its gate, whose one check no port here can answer. */
function gated(quality = true) {
  const graph = planned({ gate: ["git-clean"] });
  const nodes = graph.nodes.map((node): GraphNode =>
    node.id === "gate" && node.kind === "check" ? { ...node, quality } : node,
  );
  const edges = graph.edges.map((edge) => (edge.from === "start" ? { ...edge, to: "gate" } : edge));
  return { ...graph, nodes, edges };
}

function runOf(graph = gated()): MemoryRun {
  return new MemoryRun({
    first: requested(graph),
    people: () => [],
    hash: sha256,
    git: async () => ({
      head: "1".repeat(40),
      branch: "main",
      changed: [{ path: "a", state: "changed" }],
      authors: [],
    }),
  });
}

/** Walks to the end, with another runner after each that was killed. */
async function walked(run: MemoryRun): Promise<void> {
  for (;;) {
    try {
      await walkRun(run.ports);
      return;
    } catch (error) {
      if (!(error instanceof KilledError)) throw error;
    }
  }
}

function events(run: MemoryRun): readonly RunEvent[] {
  return run.lines.map((line) => (JSON.parse(line) as { event: RunEvent }).event);
}

function recordsIn(run: MemoryRun) {
  return events(run).flatMap((event) => (event.type === "block-recorded" ? event.records : []));
}

const FILES = ["tasks.json", "human-requests.md", "deployment-failures.md"];

describe("a gate of quality that does not open", { timeout: 30_000 }, () => {
  test("writes the task, the escalation and the failure before the run ends, and says so", async () => {
    const run = runOf();
    await walked(run);
    expect(run.writes).toEqual(FILES);
    expect(
      events(run)
        .map((event) => event.type)
        .slice(-4),
    ).toEqual(["node-left", "block-recorded", "node-entered", "run-ended"]);
    expect(run.state.ended).toMatchObject({ outcome: "blocked" });
    expect(run.state.ended?.message).toContain(
      "Nothing was changed. Written: a fix task (tasks.json), an escalation (human-requests.md) and a failure record (deployment-failures.md).",
    );
    for (const path of FILES) expect(run.files.get(path)).toContain("[tidegate 41/nnnnnnnn/gate/1]");
  });

  test("writes nothing where it asks for no quality", async () => {
    const run = runOf(gated(false));
    await walked(run);
    expect(run.writes).toEqual([]);
    expect(run.state.ended).toMatchObject({ outcome: "blocked", message: "a is not committed. Nothing was changed." });
  });

  test("writes each entry once, wherever its runner is killed", async () => {
    const whole = runOf();
    await walked(whole);
    for (const moment of ["before", "after"] as const) {
      for (let line = 1; line < whole.lines.length; line += 1) {
        const run = runOf();
        run.killAt = { line, moment };
        await walked(run);
        expect(run.writes).toEqual(FILES);
        expect(events(run).filter((event) => event.type === "block-recorded")).toHaveLength(1);
        expect(run.state.ended).toEqual({ ...whole.state.ended, at: run.state.ended?.at });
      }
    }
  });

  test("adds to what is there, and finds its own entry again", async () => {
    const run = runOf();
    run.files.set("tasks.json", '[\n  { "id": 3, "title": "Older" }\n]\n');
    run.files.set("human-requests.md", "# Ours\n\n<!-- [tidegate 41/nnnnnnnn/gate/1] -->\n");
    await walked(run);
    expect(JSON.parse(run.files.get("tasks.json") ?? "")).toMatchObject([{ id: 3 }, { id: 4 }]);
    expect(recordsIn(run).map((one) => one.state)).toEqual(["written", "there", "written"]);
    expect(run.writes).toEqual(["tasks.json", "deployment-failures.md"]);
  });

  test("keeps to the file that the workspace keeps its tasks in", async () => {
    const run = runOf();
    run.files.set(".taskmaster/tasks/tasks.json", '{ "master": { "tasks": [] } }');
    await walked(run);
    expect(run.files.has("tasks.json")).toBe(false);
    expect(JSON.parse(run.files.get(".taskmaster/tasks/tasks.json") ?? "")).toMatchObject({ master: { tasks: [{}] } });
  });

  test("stays blocked where a file cannot be written, and says why", async () => {
    const run = runOf();
    run.files.set("tasks.json", "{ broken");
    run.beforeFile = (path) => {
      if (path === "human-requests.md") throw new Fault("ReadOnly", "human-requests.md is read-only.");
    };
    await walked(run);
    expect(run.files.get("tasks.json")).toBe("{ broken");
    expect(recordsIn(run).map((one) => one.state)).toEqual(["failed", "failed", "written"]);
    expect(run.state.ended).toMatchObject({ outcome: "blocked" });
    expect(run.state.ended?.message).toContain("A fix task was not written: tasks.json: It is no sound JSON");
    expect(run.state.ended?.message).toContain("An escalation was not written: human-requests.md is read-only.");
  });

  test("reads a file again that was changed meanwhile", async () => {
    const run = runOf();
    let saved = 0;
    run.beforeFile = (path) => {
      if (path !== "human-requests.md" || saved > 0) return;
      saved += 1;
      run.files.set(path, "# Saved meanwhile\n");
      queueMicrotask(() => setImmediate(() => run.clock.advance(10_000)));
    };
    await walked(run);
    expect(run.files.get("human-requests.md")).toMatch(/^# Saved meanwhile\n\n## Blocked/u);
  });
});
