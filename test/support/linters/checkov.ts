import * as z from "zod";
import type { LinterCheck } from "./finding.ts";
import { jsonOf } from "./imageLinters.ts";
import { runLinter } from "./runLinter.ts";
import type { Sample } from "./samples.ts";

const report = z.object({
  check_type: z.string(),
  results: z.object({
    failed_checks: z.array(
      z.object({
        check_id: z.string(),
        check_name: z.string(),
        file_path: z.string(),
        file_line_range: z.tuple([z.number(), z.number()]).rest(z.number()),
        resource: z.string(),
      }),
    ),
    passed_checks: z.array(z.object({ file_path: z.string() })),
    parsing_errors: z.array(z.string()).default([]),
  }),
});

/** What checkov answers where none of its frameworks had anything to look at. */
const nothing = z.object({ passed: z.literal(0), failed: z.literal(0) }).transform(() => []);

const answer = z.union([z.array(report), report.transform((one) => [one]), nothing]);

const FRAMEWORKS = ["dockerfile", "kubernetes", "github_actions", "gitlab_ci"] as const;

/** Charts are no YAML before they are rendered, and what environments differ by is no matter of these checks. */
const SKIPPED = ["/charts/", "rendered/.*(?:development|staging)"];

/** checkov over everything: files as generated, and manifests as a cluster gets them. Charts are seen as rendered. */
export async function checkov(binary: string, root: string, samples: readonly Sample[]): Promise<LinterCheck> {
  const args = ["--directory", root, "--framework", ...FRAMEWORKS, "--output", "json", "--compact", "--skip-download"];
  const env = { CKV_IGNORE_HIDDEN_DIRECTORIES: "false", LOG_LEVEL: "ERROR", CHECKOV_RUN_SCA_PACKAGE_SCAN_V2: "false" };
  const reports = answer.parse(
    jsonOf(await runLinter(binary, [...args, ...SKIPPED.flatMap((path) => ["--skip-path", path])], { env })),
  );
  const passed = reports.flatMap(({ results }) => results.passed_checks.map(({ file_path }) => file_path));
  return {
    name: "checkov",
    looked: new Map(samples.map(({ name }) => [name, new Set(passed.filter((at) => at.startsWith(`/${name}/`))).size])),
    findings: reports.flatMap(({ results }) => [
      ...results.failed_checks.map((one) => ({
        file: one.file_path.slice(1),
        line: one.file_line_range[0],
        rule: one.check_id,
        message: `${one.check_name} (${one.resource})`,
      })),
      ...results.parsing_errors.map((file) => ({ file, rule: "parse", message: "It could not be read." })),
    ]),
  };
}
