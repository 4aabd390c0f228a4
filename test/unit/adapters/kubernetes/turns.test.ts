import { describe, expect, test } from "vitest";
import { deferred, type Deferred } from "../../../../src/base/async.ts";
import { Turns } from "../../../../src/adapters/kubernetes/turns.ts";

describe("turns", () => {
  test("lets so many run at once, the others in the order in which they came", async () => {
    const turns = new Turns(2);
    const begun: number[] = [];
    const ends: Deferred<number>[] = [];
    const runs = [0, 1, 2, 3].map((task) =>
      turns.run(() => {
        begun.push(task);
        ends[task] = deferred<number>();
        return ends[task].promise;
      }),
    );
    expect(begun).toEqual([0, 1]);
    ends[1]!.resolve(11);
    await runs[1];
    await Promise.resolve();
    expect(begun).toEqual([0, 1, 2]);
    for (const task of [0, 2]) ends[task]!.resolve(task);
    await Promise.all([runs[0], runs[2]]);
    await Promise.resolve();
    ends[3]!.resolve(33);
    expect(await Promise.all(runs)).toEqual([0, 11, 2, 33]);
  });

  test("gives the turn on when a task fails", async () => {
    const turns = new Turns(1);
    await expect(turns.run(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    await expect(turns.run(async () => "next")).resolves.toBe("next");
  });
});
