import fc from "fast-check";
import { expect, test } from "vitest";
import {
  answeredIds,
  type AnsweredRequests,
  hasAnswered,
  NO_REQUESTS,
  withAnswered,
} from "../../../../src/core/run/answeredRequests.ts";

const ids = fc.array(fc.oneof(fc.string(), fc.constantFrom("a", "b", "aa")), { maxLength: 600 });

function all(requests: readonly string[]): AnsweredRequests {
  return requests.reduce(withAnswered, NO_REQUESTS);
}

test("answered requests are those that were noted, and no others", () => {
  fc.assert(
    fc.property(ids, fc.string(), (noted, other) => {
      const distinct = [...new Set(noted)];
      const answered = all(distinct);
      expect(answeredIds(answered)).toEqual(distinct.toSorted());
      expect(distinct.every((id) => hasAnswered(answered, id))).toBe(true);
      expect(hasAnswered(answered, other)).toBe(distinct.includes(other));
    }),
  );
});

test("noting one more leaves what was noted before as it was", () => {
  const before = all(["first"]);
  withAnswered(before, "second");
  expect(answeredIds(before)).toEqual(["first"]);
});

test("ten thousand of them lie in short lists", () => {
  const answered = all(Array.from({ length: 10_000 }, (_one, index) => `request-${index}`));
  expect(Math.max(...answered.map((bucket) => bucket.length))).toBeLessThan(100);
});
