import { execFile } from "node:child_process";
import path from "node:path";
import type { Connection } from "./connection.ts";
import { type RunningProcess, startProcess } from "./processes.ts";
import type { UserName } from "./users.ts";

export interface KubectlAnswer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Standard input. */
  readonly input?: string;
  /** Default 60 s. */
  readonly timeoutMs?: number;
  /** Default: none at all. */
  readonly kubeconfig?: string;
}

export interface KubectlOptions extends RunOptions {
  /** Default: the administrator. */
  readonly user?: UserName;
}

const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;

/** Runs the control plane's own kubectl with nothing but the arguments given. Never throws for an exit code. */
export function runKubectl(bin: string, args: readonly string[], options: RunOptions = {}): Promise<KubectlAnswer> {
  return new Promise((resolve) => {
    const child = execFile(
      path.join(bin, "kubectl"),
      [...args],
      {
        timeout: options.timeoutMs ?? 60_000,
        maxBuffer: MAX_OUTPUT_BYTES,
        env: { ...process.env, KUBECONFIG: options.kubeconfig ?? "/dev/null" },
      },
      (error, stdout, stderr) => {
        if (error?.killed) resolve({ code: 1, stdout, stderr: "kubectl did not end in time." });
        else resolve({ code: exitCode(error), stdout, stderr });
      },
    );
    // A kubectl that ends early has no more use for its input.
    child.stdin?.on("error", () => {});
    child.stdin?.end(options.input ?? "");
  });
}

/** A kubectl that could not be started has no code of its own. */
function exitCode(error: { code?: unknown } | null): number {
  if (error === null) return 0;
  return typeof error.code === "number" ? error.code : 1;
}

/** Runs kubectl against the control plane as one of its users. Never throws for an exit code. */
export function kubectl(
  connection: Connection,
  args: readonly string[],
  options: KubectlOptions = {},
): Promise<KubectlAnswer> {
  return runKubectl(connection.bin, [...access(connection, options.user), ...args], options);
}

/** Starts a kubectl that stays until it is stopped, such as `port-forward`. */
export function startKubectl(connection: Connection, args: readonly string[], user?: UserName): RunningProcess {
  return startProcess({
    name: `kubectl ${args[0]}`,
    command: path.join(connection.bin, "kubectl"),
    args: [...access(connection, user), ...args],
    logFile: path.join(connection.folder, "kubectl.log"),
    env: { KUBECONFIG: "/dev/null" },
  });
}

function access(connection: Connection, user: UserName = "admin"): string[] {
  return [
    `--server=${connection.url}`,
    `--certificate-authority=${connection.caFile}`,
    `--token=${connection.tokens[user]}`,
    `--cache-dir=${path.join(connection.folder, "kubectl-cache")}`,
  ];
}

/** As `kubectl`, but throws with kubectl's own words unless it ended well; gives standard output. */
export async function mustKubectl(
  connection: Connection,
  args: readonly string[],
  options: KubectlOptions = {},
): Promise<string> {
  const answer = await kubectl(connection, args, options);
  if (answer.code !== 0)
    throw new Error(`kubectl ${args.join(" ")}: ${answer.stderr.trim() || answer.stdout.trim().slice(-1000)}`);
  return answer.stdout;
}

/** Applies objects, or a manifest of one or several documents, server-side as the administrator. */
export async function applyManifest(connection: Connection, manifest: string | readonly object[]): Promise<void> {
  if (manifest.length === 0) return;
  const input =
    typeof manifest === "string" ? manifest : JSON.stringify({ apiVersion: "v1", kind: "List", items: manifest });
  const objects = typeof manifest === "string" ? 0 : manifest.length;
  const args = ["apply", "--server-side", "--force-conflicts", "--field-manager=testbed", "--filename=-"];
  await mustKubectl(connection, args, { input, timeoutMs: APPLY_MS + objects * APPLY_EACH_MS });
}

/** kubectl applies objects one by one; on a machine busy with what they set off, each may take its time. */
const APPLY_MS = 60_000;
const APPLY_EACH_MS = 500;
