import { expect, test } from "vitest";
import { type Answer, askSteps, type Step, type StepPosition } from "../../../../src/host/ask/steps.ts";

type Asked = readonly string[];

/** Steps that answer what the script says, and a record of where each stood. */
function scripted(
  names: readonly string[],
  script: readonly ("next" | "back" | "cancel")[],
  skipped: readonly string[] = [],
) {
  const positions: [string, StepPosition][] = [];
  const answers = [...script];
  const steps = names.map((name): Step<Asked> => ({
    skip: (state) => (skipped.includes(name) ? [...state, name] : undefined),
    async ask(state, position): Promise<Answer<Asked>> {
      positions.push([name, position]);
      const type = answers.shift() ?? "next";
      return type === "next" ? { type, value: [...state, name] } : { type };
    },
  }));
  return { steps, positions };
}

test("asks in order and hands each the answers so far", async () => {
  const { steps, positions } = scripted(["a", "b"], []);
  expect(await askSteps(steps, [])).toEqual(["a", "b"]);
  expect(positions.map(([, position]) => position)).toEqual([
    { step: 1, of: 2, back: false },
    { step: 2, of: 2, back: true },
  ]);
});

test("Back forgets the answer it goes back to", async () => {
  const { steps, positions } = scripted(["a", "b"], ["next", "back", "next", "next"]);
  expect(await askSteps(steps, [])).toEqual(["a", "b"]);
  expect(positions.map(([name]) => name)).toEqual(["a", "b", "a", "b"]);
});

test("Back passes over steps that were not asked", async () => {
  const { steps, positions } = scripted(["a", "b", "c"], ["next", "back"], ["b"]);
  await askSteps(steps, []);
  expect(positions.map(([name]) => name)).toEqual(["a", "c", "a", "c"]);
});

test("a first step that was skipped leaves nothing to go back to", async () => {
  const { steps, positions } = scripted(["a", "b"], ["back"], ["a"]);
  expect(await askSteps(steps, [])).toBeUndefined();
  expect(positions[0]?.[1].back).toBe(false);
});

test("giving up anywhere gives nothing", async () => {
  expect(await askSteps(scripted(["a", "b"], ["next", "cancel"]).steps, [])).toBeUndefined();
});
