import { expect, it } from "vitest";
import { filled } from "../../../src/base/filled.ts";

it("puts each value where the text names it, as often as it does", () => {
  expect(filled("{1} of {0}, {1}", [6, "2"])).toBe("2 of 6, 2");
});

it("leaves a place without a value as it stands, and reads nothing into a value", () => {
  expect(filled("{0} {1} {x}", ["{1} $&"])).toBe("{1} $& {1} {x}");
});
