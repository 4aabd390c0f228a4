import * as z from "zod";
import type { LinterCheck } from "./finding.ts";
import { jsonOf, within } from "./imageLinters.ts";
import { filesOf, looked } from "./looked.ts";
import { runLinter } from "./runLinter.ts";
import type { Sample } from "./samples.ts";

const isWorkflow = (file: string): boolean => file.startsWith(".github/workflows/");

const actionlintFindings = z.array(
  z.object({ filepath: z.string(), line: z.number(), kind: z.string(), message: z.string() }),
);

/** actionlint over every workflow, with shellcheck on what they run. */
export async function actionlint(binary: string, root: string, samples: readonly Sample[]): Promise<LinterCheck> {
  const files = filesOf(samples, isWorkflow);
  const answer = await runLinter(binary, ["-no-color", "-format", "{{json .}}", ...files], { cwd: root });
  const findings = actionlintFindings.parse(jsonOf(answer));
  return {
    name: "actionlint",
    looked: looked(samples, files),
    findings: findings.map((one) => ({ file: one.filepath, line: one.line, rule: one.kind, message: one.message })),
  };
}

const zizmorFindings = z.array(
  z.object({
    ident: z.string(),
    desc: z.string(),
    ignored: z.boolean().default(false),
    locations: z.array(
      z.object({
        symbolic: z.object({ key: z.object({ Local: z.object({ verbatim_path: z.string() }).optional() }) }),
        concrete: z.object({ location: z.object({ start_point: z.object({ row: z.number() }) }) }),
      }),
    ),
  }),
);

/** zizmor over every workflow, by the persona for auditors of one's own files, without asking anyone online. */
export async function zizmor(binary: string, root: string, samples: readonly Sample[]): Promise<LinterCheck> {
  const files = filesOf(samples, isWorkflow);
  const args = ["--offline", "--no-progress", "--no-exit-codes", "--persona", "pedantic", "--format", "json", ...files];
  const findings = zizmorFindings.parse(jsonOf(await runLinter(binary, args, { cwd: root })));
  return {
    name: "zizmor",
    looked: looked(samples, files),
    findings: findings
      .filter((one) => !one.ignored)
      .map(({ ident, desc, locations }) => ({
        file: within(root, locations[0]?.symbolic.key.Local?.verbatim_path ?? ""),
        line: (locations[0]?.concrete.location.start_point.row ?? 0) + 1,
        rule: ident,
        message: desc,
      })),
  };
}
