import { expect, it } from "vitest";
import { readAs, reasonOf } from "../../support/reports/readText.ts";

it("takes any numbers, and a missing unit for none", async () => {
  const text = JSON.stringify([
    { name: "a", value: -1.5e3, unit: "ms" },
    { name: "b", value: 0 },
  ]);
  expect((await readAs("benchmark", text)).benchmarks).toEqual([
    { name: "a", unit: "ms", value: -1500 },
    { name: "b", unit: "", value: 0 },
  ]);
});

it.each([
  ["an empty array", "[]", "NothingMeasured"],
  ["no number", '[{"name":"a","unit":"ms"}]', "BadNumber"],
  ["a text for a number", '[{"name":"a","value":"1"}]', "BadNumber"],
  ["a number beyond numbers", '[{"name":"a","value":1e999}]', "BadNumber"],
  ["no name", '[{"value":1}]', "BadNumber"],
  ["something else in it", "[1,2]", "BadNumber"],
  ["hyperfine without results", '{"results":[]}', "NothingMeasured"],
  ["a command that failed", '{"results":[{"command":"a","mean":1,"exit_codes":[0,1]}]}', "RunFailed"],
  ["a command that a signal ended", '{"results":[{"command":"a","mean":1,"exit_codes":[0,null]}]}', "RunFailed"],
  ["a command without a mean", '{"results":[{"command":"a","mean":null}]}', "BadNumber"],
  ["more than are read", JSON.stringify(Array.from({ length: 10_001 }, () => ({ name: "a", value: 1 }))), "TooLarge"],
  ["cut off", '[{"name":"a","value":1}', "CutOff"],
])("%s opens no gate", async (_, text, reason) => {
  expect(await reasonOf(text)).toBe(reason);
});
