import fc from "fast-check";
import { expect, test } from "vitest";
import { withoutUndefined } from "../../../src/base/withoutUndefined.ts";

test("what was written down and read again is the same as before", () => {
  const value = fc.oneof(fc.constant(undefined), fc.constant(null), fc.string(), fc.integer(), fc.boolean());
  fc.assert(
    fc.property(fc.dictionary(fc.string(), value), (said) => {
      const kept = withoutUndefined(said);
      expect(Object.keys(kept)).toEqual(Object.keys(JSON.parse(JSON.stringify(said)) as object));
    }),
  );
});

test("a null, a nothing and a no are values", () => {
  expect(withoutUndefined({ a: undefined, b: null, c: 0, d: "", e: false })).toEqual({
    b: null,
    c: 0,
    d: "",
    e: false,
  });
});
