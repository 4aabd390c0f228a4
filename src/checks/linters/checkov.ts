import * as z from "zod";
import { rangeAt, readAnswer, severityOf } from "./answer.ts";
import type { Linter } from "./linter.ts";

const report = z.object({
  results: z.object({
    failed_checks: z.array(
      z.object({
        check_id: z.string(),
        check_name: z.string(),
        file_path: z.string(),
        repo_file_path: z.string().optional(),
        file_line_range: z.array(z.number()),
        resource: z.string(),
        guideline: z.string().nullish(),
        severity: z.string().nullish(),
      }),
    ),
  }),
});

/** What it answers where it had nothing to look at. */
const nothing = z.object({ failed: z.literal(0) }).transform(() => []);
const answer = z.union([z.array(report), report.transform((one) => [one]), nothing]);

/** All kinds of files by https://www.checkov.io, without downloading anything. */
export const checkov: Linter = {
  name: "checkov",
  kinds: ["dockerfile", "manifest", "workflow", "gitlab-ci", "terraform"],
  call: (files) => ({
    command: "checkov",
    args: ["--quiet", "--compact", "--skip-download", "--soft-fail", "--output", "json", "--file", ...files],
    parse: (output) =>
      readAnswer("checkov", answer, output)
        .flatMap(({ results }) => results.failed_checks)
        .map((check) => ({
          tool: "checkov",
          rule: check.check_id,
          severity: severityOf(check.severity),
          file: fileOf(check.repo_file_path ?? check.file_path, files),
          range: rangeAt(check.file_line_range[0], 1, check.file_line_range[1]),
          message: `${check.check_name} (${check.resource})`,
          ...(check.guideline ? { url: check.guideline } : {}),
          fixes: [],
        })),
  }),
};

/** It begins paths with a slash, some from the folder it was started in and some from the root of the repository. */
function fileOf(path: string, files: readonly string[]): string {
  return files.find((file) => path === `/${file}` || path.endsWith(`/${file}`)) ?? path.replace(/^\//u, "");
}
