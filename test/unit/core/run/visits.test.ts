import fc from "fast-check";
import { expect, test } from "vitest";
import { NO_VISITS, visitOf, withVisit } from "../../../../src/core/run/visits.ts";

const entered = fc.array(fc.tuple(fc.oneof(fc.constantFrom("a", "constructor", "__proto__"), fc.string()), fc.nat()));

test("says of each node the visit that was told last, and of no other any", () => {
  fc.assert(
    fc.property(entered, fc.string(), (all, other) => {
      const expected = new Map<string, number>();
      let visits = NO_VISITS;
      for (const [node, visit] of all) {
        visits = withVisit(visits, node, visit);
        expected.set(node, visit);
      }
      for (const node of [...expected.keys(), other, "toString"])
        expect(visitOf(visits, node)).toBe(expected.get(node));
    }),
  );
});

test("leaves the visits before as they were", () => {
  const before = withVisit(NO_VISITS, "a", 1);
  withVisit(before, "a", 2);
  expect(visitOf(before, "a")).toBe(1);
});
