import { expect, test } from "vitest";
import { actionCommitCommand } from "../../../../src/adapters/registry/actionTags.ts";
import { reasonOf } from "../../../../src/base/result.ts";

const TAG = "refs/tags/v7.0.0";
const OBJECT = "1".repeat(40);
const COMMIT = "2".repeat(40);

test("a version's tag is asked for by name, and nothing is asked of a person", () => {
  const { command, args, env } = actionCommitCommand("actions/setup-node", "v7.0.0");
  expect([command, ...args]).toEqual([
    "git",
    "ls-remote",
    "--exit-code",
    "--",
    "https://github.com/actions/setup-node",
    TAG,
    `${TAG}^{}`,
  ]);
  expect(env).toMatchObject({ GIT_TERMINAL_PROMPT: "0" });
});

test("an annotated tag gives its commit, a plain one itself", () => {
  const { parse } = actionCommitCommand("actions/setup-node", "v7.0.0");
  expect(parse(`${OBJECT}\t${TAG}\n${COMMIT}\t${TAG}^{}\n`)).toBe(COMMIT);
  expect(parse(`${OBJECT}\t${TAG}\n`)).toBe(OBJECT);
});

test.each(["", "nonsense", `${OBJECT}\trefs/tags/v7\n`])("output %j has no such version", (output) => {
  const { parse } = actionCommitCommand("actions/setup-node", "v7.0.0");
  expect(() => parse(output)).toThrow("has no version v7.0.0");
});

test.each([
  ["actions/setup node", "v1"],
  ["--upload-pack=x", "v1"],
  ["actions/checkout", "--exec=x"],
  ["a/b/c", "v1"],
  ["actions/checkout", "v1 v2"],
])("%s at %s is no action", (name, version) => {
  let reason = "none";
  try {
    actionCommitCommand(name, version);
  } catch (error) {
    reason = reasonOf(error);
  }
  expect(reason).toBe("BadAction");
});
