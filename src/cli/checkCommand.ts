import { type Command, Option } from "commander";
import type { FileFinding, Severity } from "../checks/files/finding.ts";
import { toSarif } from "../checks/files/sarif.ts";
import type { Checked } from "../engine/findings/checking.ts";
import type { CheckOutput } from "../protocol/checkOutput.ts";
import { type Doing, machine } from "./commandOptions.ts";
import { EXIT, type ExitCode } from "./exitCode.ts";
import { folderNamed } from "./folderNamed.ts";
import type { CliParts, Terminal } from "./parts.ts";
import { type OutputOptions, printJson, visible } from "./report.ts";

export interface CheckCommandOptions extends OutputOptions {
  readonly format?: "text" | "json" | "sarif";
  readonly linters: boolean;
  readonly failOn: Severity | "never";
}

const SEVERITIES: readonly Severity[] = ["error", "warning", "info"];

/** `tidegate check`; the version stands in what it prints for code scanning. */
export function addCheck(program: Command, parts: CliParts, doing: Doing, version: string): void {
  machine(program.command("check [folder]"), "Check Dockerfiles, manifests, workflows and compose files.")
    .addOption(new Option("--format <format>", "how findings are printed").choices(["text", "json", "sarif"]))
    .option("--no-linters", "call no other linters, only our own rules")
    .addOption(
      new Option("--fail-on <severity>", "the least severity that fails")
        .choices([...SEVERITIES, "never"])
        .default("error"),
    )
    .addHelpText(
      "after",
      "\nLinters that are installed are called: hadolint, actionlint, zizmor, kubeconform, kube-linter,\ncheckov, trivy. They read the settings that the folder has for them: check only folders that you trust.",
    )
    .action(
      doing((folder: string | undefined, options: CheckCommandOptions) => check(parts, folder, options, version)),
    );
}

/** Exits with 1 where a finding is as severe as was asked for, or where a linter could not do its work. */
async function check(
  parts: CliParts,
  folder: string | undefined,
  options: CheckCommandOptions,
  version: string,
): Promise<ExitCode> {
  const { terminal } = parts;
  const checked = await (await parts.checking(await folderNamed(parts, folder))).check({ linters: options.linters });
  const format = options.json === true ? "json" : (options.format ?? "text");
  if (format === "sarif") printSarif(terminal, checked, version);
  else if (format === "json") printJson(terminal, outputOf(checked));
  else printText(terminal, checked);
  const failed = (checked.linters?.failed ?? []).length > 0 && options.failOn !== "never";
  return failed || checked.findings.some(({ severity }) => fails(severity, options.failOn)) ? EXIT.failed : EXIT.ok;
}

function fails(severity: Severity, least: CheckCommandOptions["failOn"]): boolean {
  return least !== "never" && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least);
}

function printSarif(terminal: Terminal, { findings, texts, below }: Checked, version: string): void {
  const log = toSarif(findings, { version, below, textOf: (file) => texts.get(file) });
  terminal.print(JSON.stringify(log, undefined, 2));
}

function outputOf({ findings, files, linters, complete }: Checked): CheckOutput {
  const { ran, missing, failed } = linters ?? { ran: [], missing: [], failed: [] };
  return {
    findings: findings.map(({ tool, rule, severity, file, range, message, url, fixes }) => ({
      tool,
      rule,
      severity,
      file,
      line: range.line,
      column: range.column,
      endLine: range.endLine,
      endColumn: range.endColumn >= Number.MAX_SAFE_INTEGER ? null : range.endColumn,
      message,
      url: url ?? null,
      fixable: fixes.length > 0,
    })),
    files: files.map(({ path, kind }) => ({ path, kind })),
    linters: { ran: [...ran], missing: [...missing], failed: failed.map((one) => ({ ...one })) },
    complete,
  };
}

function printText(terminal: Terminal, { findings, files, linters, complete }: Checked): void {
  for (const finding of findings) terminal.print(lineOf(finding));
  for (const { linter, message } of linters?.failed ?? []) terminal.note(visible(`${linter} failed: ${message}`));
  if (linters !== undefined && linters.missing.length > 0) {
    terminal.note(`Not installed, and so not asked: ${linters.missing.join(", ")}.`);
  }
  if (!complete) terminal.note("There are more files than were listed: what lies in the others is not known.");
  const counts = SEVERITIES.map((severity) => findings.filter((one) => one.severity === severity).length);
  const [errors, warnings, infos] = counts;
  terminal.note(`${files.length} files checked: ${errors} errors, ${warnings} warnings, ${infos} notes.`);
}

/** As compilers write it, so that terminals make a link of it. */
function lineOf({ file, range, severity, message, tool, rule }: FileFinding): string {
  const by = tool === "tidegate" ? rule : `${tool} ${rule}`;
  return visible(`${file}:${range.line}:${range.column}: ${severity}: ${message} [${by}]`);
}
