import fc from "fast-check";
import { expect, test } from "vitest";
import { ManualClock } from "../../../../src/base/clock.ts";
import { Heap } from "../../../../src/sandbox/controllers/heap.ts";
import { WorkLoop } from "../../../../src/sandbox/controllers/workLoop.ts";

function loop() {
  const clock = new ManualClock(0);
  const errors: unknown[] = [];
  const work = new WorkLoop(clock, (error) => errors.push(error));
  return { clock, errors, work };
}

test("a key that is added often is worked on once", () => {
  const { clock, work } = loop();
  const seen: string[] = [];
  const queue = work.queue((key) => seen.push(key));
  for (const key of ["a", "b", "a", "a"]) queue.add(key);
  clock.advance(0);
  expect(seen).toEqual(["a", "b"]);
});

test("of several later moments the earliest counts", () => {
  const { clock, work } = loop();
  const seen: number[] = [];
  const queue = work.queue(() => seen.push(clock.now()));
  queue.addAfter("a", 300);
  queue.addAfter("a", 100);
  queue.addAfter("a", 200);
  clock.advance(1000);
  expect(seen).toEqual([100]);
});

test("what fails is tried again after 5 ms, and then twice as long each time", () => {
  const { clock, errors, work } = loop();
  const seen: number[] = [];
  const queue = work.queue(() => {
    seen.push(clock.now());
    if (seen.length < 5) throw new Error("not yet");
  });
  queue.add("a");
  clock.advance(1000);
  expect(seen).toEqual([0, 5, 15, 35, 75]);
  expect(errors).toHaveLength(4);
});

test("a disposed loop works on nothing more", () => {
  const { clock, work } = loop();
  const seen: string[] = [];
  const queue = work.queue((key) => seen.push(key));
  queue.addAfter("a", 10);
  work.dispose();
  queue.add("b");
  clock.advance(100);
  expect(seen).toEqual([]);
  expect(clock.nextDue).toBeUndefined();
});

test("a heap gives its items back in order", () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (numbers) => {
      const heap = new Heap<number>((a, b) => a < b);
      for (const number of numbers) heap.push(number);
      const sorted = numbers.map(() => heap.pop());
      expect(sorted).toEqual(numbers.toSorted((a, b) => a - b));
      expect(heap.first).toBeUndefined();
    }),
  );
});
