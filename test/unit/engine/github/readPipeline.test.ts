import { describe, expect, test } from "vitest";
import { judgePipelineTime } from "../../../../src/core/github/pipelineTime.ts";
import { readPipeline } from "../../../../src/engine/github/readPipeline.ts";
import { githubDouble, githubOn } from "../../../support/github/githubFor.ts";
import type { WorldJob, WorldRun } from "../../../support/github/world.ts";

const SHA = "a".repeat(40);

/** A moment so many seconds after ten o'clock. */
function moment(seconds: number): string {
  return new Date(Date.parse("2026-01-02T10:00:00Z") + seconds * 1000).toISOString().replace(".000Z", "Z");
}

function job(name: string, from: number, to?: number, over: Partial<WorldJob> = {}): WorldJob {
  return { name, startedAt: moment(from), ...(to === undefined ? {} : { completedAt: moment(to) }), ...over };
}

function run(over: Partial<WorldRun> = {}): WorldRun {
  const jobs = [job("build", 0, 120), job("test", 60, 200)];
  const own = { id: 1, sha: SHA, branch: "main", actor: "cid", status: "completed", conclusion: "success" };
  return { ...own, pending: [], reviews: [], workflow: "CI", jobs, ...over };
}

async function measure(runs: readonly WorldRun[], workflows: readonly string[] = [], seconds = 300) {
  const double = await githubDouble();
  double.world.runs.push(...runs);
  return judgePipelineTime(await readPipeline(githubOn(double), SHA, workflows), workflows, seconds);
}

describe("the time of a commit's pipeline", () => {
  test.each([
    ["jobs beside each other count once", [run()], 200],
    ["waiting for a person does not count", [run({ jobs: [job("build", 0, 100), job("deploy", 9000, 9050)] })], 150],
    [
      "what was skipped took no time",
      [run({ jobs: [job("build", 0, 10), job("x", 0, 99, { conclusion: "skipped" })] })],
      10,
    ],
    [
      "workflows after one another count both",
      [run(), run({ id: 2, workflow: "Deploy", event: "workflow_run", jobs: [job("deploy", 200, 260)] })],
      260,
    ],
    ["another commit's run is left out", [run(), run({ id: 2, sha: "b".repeat(40), jobs: [job("x", 0, 900)] })], 200],
    [
      "what a clock starts is left out",
      [run(), run({ id: 2, workflow: "Night", event: "schedule", conclusion: "failure" })],
      200,
    ],
    [
      "the newest run of a workflow counts",
      [
        run({ id: 2, createdAt: moment(500), jobs: [job("build", 0, 30)] }),
        run({ id: 1, createdAt: moment(0), jobs: [job("build", 0, 290)], conclusion: "failure" }),
      ],
      30,
    ],
  ])("%s", async (_what, runs, value) => {
    const measured = { value, bound: 300, good: "at-most", unit: "s" };
    expect(await measure(runs)).toMatchObject({ verdict: "pass", reason: "FastEnough", measure: measured });
  });

  test("is held against its bound", async () => {
    const slow = run({ jobs: [job("build", 0, 301)] });
    expect(await measure([slow])).toMatchObject({ verdict: "fail", reason: "TooSlow", measure: { value: 301 } });
    expect(await measure([slow], [], 301)).toMatchObject({ verdict: "pass" });
  });

  test("counts the workflows that are named, by name or file, whatever started them", async () => {
    const runs = [run({ jobs: [job("build", 0, 400)] }), run({ id: 2, workflow: "Fast", event: "schedule" })];
    for (const name of ["Fast", "fast.yml", ".github/workflows/fast.yml"])
      expect(await measure(runs, [name])).toMatchObject({ verdict: "pass", measure: { value: 200 } });
    expect(await measure(runs, ["Fast", "CI"])).toMatchObject({ verdict: "fail" });
  });

  test.each<[string, readonly WorldRun[], readonly string[], string]>([
    ["nothing ran", [], [], "NoRuns"],
    ["only a clock started something", [run({ event: "schedule" })], [], "NoRuns"],
    ["a named workflow did not run", [run()], ["CI", "Deploy"], "NoRuns"],
    ["it has not ended", [run({ status: "in_progress" })], [], "StillRunning"],
    ["it waits for a person", [run({ status: "waiting" })], [], "StillRunning"],
    ["it did not pass, and so may have ended early", [run({ conclusion: "failure" })], [], "NotWhole"],
    ["it was given up", [run({ conclusion: "cancelled" })], [], "NotWhole"],
    ["nothing is told of its jobs", [run({ jobs: [] })], [], "NoTimes"],
    ["a job has no end", [run({ jobs: [job("build", 0)] })], [], "NoTimes"],
    ["a job ended before it began", [run({ jobs: [job("build", 10, 5)] })], [], "NoTimes"],
  ])("is not known where %s", async (_what, runs, workflows, reason) => {
    expect(await measure(runs, workflows)).toMatchObject({ verdict: "inconclusive", reason });
  });

  test("is not known where there are more jobs than are read", async () => {
    const jobs = Array.from({ length: 1001 }, (_none, index) => job(`job ${index}`, 0, 10));
    expect(await measure([run({ jobs })])).toMatchObject({ verdict: "inconclusive", reason: "TooMany" });
  });
});
