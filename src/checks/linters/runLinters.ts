import { Fault, messageOf } from "../../base/result.ts";
import type { RunCommand } from "../../core/ports/command.ts";
import type { FileKind } from "../files/fileKind.ts";
import type { FileFinding } from "../files/finding.ts";
import { actionlint } from "./actionlint.ts";
import { checkov } from "./checkov.ts";
import { hadolint } from "./hadolint.ts";
import { kubeconform } from "./kubeconform.ts";
import { kubeLinter } from "./kubeLinter.ts";
import type { Linter } from "./linter.ts";
import { trivy } from "./trivy.ts";
import { zizmor } from "./zizmor.ts";

/** Every linter that is called where a person has it. */
export const LINTERS: readonly Linter[] = [hadolint, actionlint, zizmor, kubeconform, kubeLinter, checkov, trivy];

const TIME_LIMIT_MS = 120_000;
const FILES_AT_ONCE = 300;

/** A file that was looked at. */
export interface CheckedFile {
  readonly path: string;
  readonly kind: FileKind;
}

/** What came of the linters. */
export interface LinterResults {
  readonly findings: readonly FileFinding[];
  /** Names of linters that ran. */
  readonly ran: readonly string[];
  /** Names of linters that are not installed. */
  readonly missing: readonly string[];
  /** Linters that ran and failed, with a sentence each: what they would have found is not known. */
  readonly failed: readonly { readonly linter: string; readonly message: string }[];
}

/** Calls every linter that is installed and has files to look at, one after another. Rejects only when aborted. */
export async function runLinters(
  root: string,
  files: readonly CheckedFile[],
  run: RunCommand,
  signal?: AbortSignal,
): Promise<LinterResults> {
  const results = { findings: [] as FileFinding[], ran: [] as string[], missing: [] as string[] };
  const failed: { linter: string; message: string }[] = [];
  for (const linter of LINTERS) {
    const own = files.filter(({ kind }) => linter.kinds.includes(kind)).map(({ path }) => path);
    if (own.length === 0) continue;
    try {
      results.findings.push(...(await runOne(linter, root, own, run, signal)));
      results.ran.push(linter.name);
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof Fault && error.reason === "CommandMissing") results.missing.push(linter.name);
      else failed.push({ linter: linter.name, message: messageOf(error) });
    }
  }
  return { ...results, failed };
}

/** Files are handed over in parts: a system takes only so long a line of arguments. */
async function runOne(
  linter: Linter,
  root: string,
  files: readonly string[],
  run: RunCommand,
  signal: AbortSignal | undefined,
): Promise<readonly FileFinding[]> {
  const findings: FileFinding[] = [];
  const most = linter.whole === true ? files.length : FILES_AT_ONCE;
  for (let first = 0; first < files.length; first += most) {
    // A path that begins with a dash would be taken for an option.
    const some = files.slice(first, first + most).map((path) => (path.startsWith("-") ? `./${path}` : path));
    const found = await run({ ...linter.call(some), cwd: root, timeoutMs: TIME_LIMIT_MS }, signal);
    findings.push(...found.map((finding) => ({ ...finding, file: finding.file.replace(/^\.\//u, "") })));
  }
  return findings;
}
