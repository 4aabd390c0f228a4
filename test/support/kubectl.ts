import { execFile } from "node:child_process";
import { globSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A real kubectl pointed at one cluster, with a folder of its own for its files and caches. */
export interface Kubectl {
  /** Runs to the end, whatever it comes to. Arguments are split at spaces. */
  run(command: string, input?: string): Promise<Run>;
  /** Runs and answers what it printed; throws with its complaint where it failed. */
  ok(command: string, input?: string): Promise<string>;
  /** Writes a file into the folder and answers its path. */
  file(name: string, text: string): string;
  dispose(): void;
}

/** The kubectl to test with: the one built with the control plane, else the one on the PATH. */
export function findKubectl(): string {
  const built = globSync(join(ROOT, ".cache/controlplane/*/bin/kubectl"));
  const onPath = (process.env["PATH"] ?? "").split(delimiter).flatMap((folder) => globSync(join(folder, "kubectl")));
  const found = built[0] ?? onPath[0];
  if (found === undefined) throw new Error("There is no kubectl: build the control plane, or put kubectl on the PATH.");
  return found;
}

export function createKubectl(kubeconfig: string): Kubectl {
  const binary = findKubectl();
  const folder = mkdtempSync(join(tmpdir(), "tidegate-kubectl-"));
  writeFileSync(join(folder, "kubeconfig"), kubeconfig, { mode: 0o600 });
  const env = {
    ...process.env,
    KUBECONFIG: join(folder, "kubeconfig"),
    HOME: folder,
    KUBECACHEDIR: join(folder, "cache"),
  };
  const run = (command: string, input = ""): Promise<Run> =>
    new Promise((resolve) => {
      const child = execFile(binary, command.split(" "), { env, timeout: 60_000 }, (error, out, err) => {
        resolve({ code: error ? (typeof error.code === "number" ? error.code : 1) : 0, out, err });
      });
      child.stdin?.end(input);
    });
  return {
    run,
    async ok(command, input) {
      const { code, out, err } = await run(command, input);
      if (code !== 0) throw new Error(`kubectl ${command} ended with ${code}: ${err}`);
      return out;
    },
    file(name, text) {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}
