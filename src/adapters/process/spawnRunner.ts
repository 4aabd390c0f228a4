import { spawn } from "node:child_process";
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { Fault, messageOf } from "../../base/result.ts";
import type { LaunchedRunner, Launcher } from "../../core/ports/launcher.ts";

/** What a runner needs from its parent: to find programs, the kubeconfig, proxies, what credential plugins read, and tokens for GitHub. */
const PASSED_ON =
  /^(?:PATH|PATHEXT|HOME|USER|LOGNAME|LANG|LC_\w+|TZ|TMPDIR|TEMP|TMP|SYSTEMROOT|SYSTEMDRIVE|COMSPEC|USERNAME|USERPROFILE|HOMEDRIVE|HOMEPATH|PROGRAMDATA|PROGRAMFILES|APPDATA|LOCALAPPDATA|XDG_\w+|KUBECONFIG|(?:https?|all|no)_proxy|SSL_CERT_\w+|NODE_EXTRA_CA_CERTS|SSH_AUTH_SOCK|GH_HOST|(?:GH|GITHUB)_(?:ENTERPRISE_)?TOKEN|(?:AWS|AZURE|ARM|GOOGLE|CLOUDSDK|GKE|USE_GKE|OCI|DIGITALOCEAN|LINODE|HCLOUD|VAULT|TSH|TELEPORT)_\w+)$/iu;

/** The part of an environment that a runner is given. */
export function runnerEnvironment(parent: NodeJS.ProcessEnv, insideElectron: boolean): Record<string, string> {
  const kept = Object.entries(parent).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && PASSED_ON.test(entry[0]),
  );
  return { ...Object.fromEntries(kept), ...(insideElectron ? { ELECTRON_RUN_AS_NODE: "1" } : {}) };
}

export interface RunnerOptions {
  /** Kubeconfig files instead of `KUBECONFIG` or `~/.kube/config`. */
  readonly kubeconfig?: readonly string[];
}

/** To add to the log; a link in its place is refused, as it could lead to any file of the person. */
const LOG = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW;

/**
 * Starts `script` with the Node that runs this process, in a session of its own: it outlives its parent, whose window
 * may close or reload. What it prints goes to `runner.log` in the run's folder.
 */
export function runnerLauncher(script: string, options: RunnerOptions = {}): Launcher {
  return {
    async launch(runFolder) {
      const log = await open(join(runFolder, "runner.log"), LOG, 0o600);
      try {
        return await launch(script, runFolder, log.fd, options);
      } catch (error) {
        const sentence = `The runner of ${runFolder} could not be started: ${messageOf(error)}. The run is kept; start it again.`;
        throw new Fault("RunnerNotStarted", sentence, { cause: error });
      } finally {
        await log.close();
      }
    },
  };
}

function launch(
  script: string,
  runFolder: string,
  log: number,
  { kubeconfig = [] }: RunnerOptions,
): Promise<LaunchedRunner> {
  const env = runnerEnvironment(process.env, process.versions["electron"] !== undefined);
  const child = spawn(process.execPath, [script, runFolder], {
    cwd: runFolder,
    detached: true,
    stdio: ["ignore", log, log],
    env: kubeconfig.length === 0 ? env : { ...env, KUBECONFIG: kubeconfig.join(delimiter) },
    windowsHide: true,
  });
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("spawn", () => {
      child.unref();
      if (child.pid === undefined) reject(new Error("it has no process id"));
      else resolve({ pid: child.pid, ended });
    });
  });
}
