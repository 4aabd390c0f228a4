import * as z from "zod";
import { rangeAt, readAnswer, severityOf } from "./answer.ts";
import type { Linter } from "./linter.ts";

const answer = z.array(
  z.object({
    file: z.string(),
    line: z.number(),
    column: z.number(),
    level: z.string(),
    code: z.string(),
    message: z.string(),
  }),
);

/** Dockerfiles by https://github.com/hadolint/hadolint. */
export const hadolint: Linter = {
  name: "hadolint",
  kinds: ["dockerfile"],
  call: (files) => ({
    command: "hadolint",
    args: ["--no-color", "--no-fail", "--format", "json", "--", ...files],
    parse: (output) =>
      readAnswer("hadolint", answer, output).map(({ file, line, column, level, code, message }) => ({
        tool: "hadolint",
        rule: code,
        severity: severityOf(level),
        file,
        range: rangeAt(line, column),
        message,
        url: code.startsWith("SC")
          ? `https://www.shellcheck.net/wiki/${code}`
          : `https://github.com/hadolint/hadolint/wiki/${code}`,
        fixes: [],
      })),
  }),
};
