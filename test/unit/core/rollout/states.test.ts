import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { judgeAll } from "../../../../src/core/rollout/judgeAll.ts";
import { readObjects } from "../../../../src/core/rollout/readObjects.ts";

const FOLDER = new URL("../../../fixtures/states/", import.meta.url);

/** What a fixture says about itself in its first comments: `kind namespace/name status reason`. */
function expected(text: string): string[] {
  return [...text.matchAll(/^# expect: (.+)$/gmu)].map((line) => line[1] ?? "");
}

describe("a recorded state", () => {
  it.each(readdirSync(FOLDER).toSorted())("%s is judged as it says", (file) => {
    const text = readFileSync(new URL(file, FOLDER), "utf8");
    const objects = readObjects(text);
    const reports = objects.ok ? judgeAll(objects.value) : [];
    const lines = reports.map((one) => `${one.kind} ${one.namespace}/${one.name} ${one.status} ${one.reason}`);
    expect(lines).toEqual(expected(text));
    expect(reports.filter((report) => !/^\S.*\S\.$/u.test(report.message))).toEqual([]);
  });
});
