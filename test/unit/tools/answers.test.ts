import { expect, it } from "vitest";
import { type Answers, type ExpectedApplication, FACTS, marksOf } from "../../../tools/baselines/answers.ts";

const SHOP: ExpectedApplication = {
  path: ".",
  language: "typescript",
  framework: "spring-boot",
  runtime: "node 22.12",
  packageManager: "yarn 4.1.0",
  port: { number: 3000 },
};

it("marks what is said, kindly, and leaves out what was not asked or is not there", () => {
  const answers: Answers = {
    language: ["JavaScript"],
    framework: ["Spring", "Spring Boot"],
    "package manager": ["yarnberry"],
    "runtime version": [">=22"],
    port: [],
    "start command": ["yarn start"],
  };
  const marks = marksOf(SHOP, answers);
  expect(FACTS.map((name) => [name, marks[name]])).toEqual([
    ["application found", undefined],
    ["language", "right"],
    ["framework", "right"],
    ["package manager", "right"],
    ["runtime version", "right"],
    ["port", "wrong"],
    ["build command", undefined],
    ["start command", undefined],
  ]);
});

it.each([
  [["22.12.3"], "right"],
  [["net22.12"], "right"],
  [["22.11"], "wrong"],
  [["latest"], "wrong"],
  [["latest", "v22"], "right"],
])("takes %j for 22.12 as %s", (given, mark) => {
  expect(marksOf(SHOP, { "runtime version": given })["runtime version"]).toBe(mark);
});
