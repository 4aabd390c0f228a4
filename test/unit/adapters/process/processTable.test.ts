import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { startTicks, systemProcessTable } from "../../../../src/adapters/process/processTable.ts";

describe("processes of this machine", () => {
  test("this one lives", async () => {
    const table = systemProcessTable();
    expect(await table.liveness(await table.self())).toBe("alive");
  });

  test("one that ended is dead", async () => {
    const ended = execa("true");
    await ended;
    const self = await systemProcessTable().self();
    expect(await systemProcessTable().liveness({ ...self, pid: ended.pid ?? 0 })).toBe("dead");
  });

  test("a later one with the same number is another", async () => {
    const self = await systemProcessTable().self();
    expect(await systemProcessTable().liveness({ ...self, startedAt: "earlier" })).toBe("dead");
  });

  test("one of another machine cannot be judged", async () => {
    const self = await systemProcessTable().self();
    expect(await systemProcessTable().liveness({ ...self, space: "far-away" })).toBe("elsewhere");
  });

  test("the start is found behind any name, and a zombie has none", () => {
    const rest = `1 ${"0 ".repeat(17)}4711 0 0`;
    expect(startTicks(`12 (a) b (c)) S ${rest}`)).toBe("4711");
    expect(startTicks(`12 (done) Z ${rest}`)).toBeUndefined();
  });
});
