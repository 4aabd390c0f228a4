import { describe, expect, it } from "vitest";
import { filledInRounds } from "../../../../../src/scaffold/detect/shared/filledIn.ts";

const FORM = /\$(\w)/gu;

const bomb = (text: string, value: string) => filledInRounds(text, FORM, () => value);

describe("filledInRounds", () => {
  it("follows variables that stand for others, and leaves what has no value", () => {
    const values: Record<string, string> = { a: "$b!", b: "1" };
    expect(filledInRounds("x $a $c", FORM, ([, name = ""]) => values[name])).toBe("x 1! $c");
  });

  it("stays small where variables multiply, and ends where they name each other", () => {
    expect(bomb("$a".repeat(1000), "$a".repeat(1000)).length).toBeLessThanOrEqual(500);
    expect(bomb("$a", "$a")).toBe("$a");
  });
});
