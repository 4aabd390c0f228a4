import * as z from "zod";
import { rangeAt, readAnswer } from "./answer.ts";
import type { Linter } from "./linter.ts";

const answer = z
  .array(
    z.object({ message: z.string(), filepath: z.string(), line: z.number(), column: z.number(), kind: z.string() }),
  )
  .nullable();

/** GitHub workflows by https://github.com/rhysd/actionlint. */
export const actionlint: Linter = {
  name: "actionlint",
  kinds: ["workflow"],
  call: (files) => ({
    command: "actionlint",
    args: ["-no-color", "-format", "{{json .}}", ...files],
    answers: [1],
    parse: (output) =>
      (readAnswer("actionlint", answer, output) ?? []).map(({ message, filepath, line, column, kind }) => ({
        tool: "actionlint",
        rule: kind,
        severity: "error",
        file: filepath,
        range: rangeAt(line, column),
        message,
        url: "https://github.com/rhysd/actionlint/blob/main/docs/checks.md",
        fixes: [],
      })),
  }),
};
