import { describe, expect, it } from "vitest";
import { checksOfList } from "../../../../src/core/checklists/checklist.ts";
import { CHECKLISTS } from "../../../../src/core/checklists/lists.ts";
import { isForPeople } from "../../../../src/core/gates/gateChecks.ts";
import { PEOPLE_CHECKS } from "../../../../src/core/gates/descriptions/people.ts";
import { COLLECTORS } from "../../../../src/engine/checks/collectors.ts";

const lists = Object.values(CHECKLISTS);

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_value, index) => from + index);
}

function sourceLines(...ids: (keyof typeof CHECKLISTS)[]): number[] {
  return ids.flatMap((id) =>
    CHECKLISTS[id].groups.flatMap(({ lines }) => lines.map(({ source }) => Number(source.split(":")[1]))),
  );
}

describe("the handbook's lists", () => {
  it("have five groups and eight", () => {
    expect(lists.map(({ groups }) => groups.length)).toEqual([5, 8]);
  });

  it("leave out no line of their source", () => {
    expect(sourceLines("pre-deployment")).toEqual([
      ...range(202, 207),
      ...range(210, 213),
      ...range(216, 220),
      ...range(223, 226),
      ...range(229, 232),
    ]);
    expect(sourceLines("definition-of-done")).toEqual([
      ...range(1278, 1283),
      ...range(1286, 1292),
      ...range(1295, 1301),
      ...range(1304, 1309),
      ...range(1312, 1317),
      ...range(1320, 1324),
      ...range(1327, 1331),
      ...range(1358, 1360),
    ]);
  });

  it("name every group and line once, and give each line a check", () => {
    for (const { groups } of lists) {
      expect(new Set(groups.map(({ id }) => id)).size).toBe(groups.length);
      for (const { lines } of groups) {
        expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
        for (const { checks } of lines) expect(checks.length).toBeGreaterThan(0);
      }
    }
  });

  it("ask people for what nothing measures, and for all of that", () => {
    const asked = new Set(lists.flatMap(checksOfList).filter(isForPeople));
    expect([...asked].toSorted()).toEqual(Object.keys(PEOPLE_CHECKS).toSorted());
    for (const id of asked) expect(Object.hasOwn(COLLECTORS, id)).toBe(false);
  });
});
