import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { Disposable } from "../../base/dispose.ts";
import { Emitter } from "../../base/event.ts";
import { Fault } from "../../base/result.ts";
import { l10n } from "../l10n.ts";
import type { Log } from "../log/log.ts";

interface Options {
  readonly log: Log;
  /** The command line's bundle. */
  readonly script: string;
  /** Where the cluster's kubeconfig is written; only this user may read it. */
  readonly kubeconfig: string;
}

/** Most output kept to say why it ended. Characters. */
const MOST_OUTPUT = 4000;

/** The embedded cluster in a process of its own, which ends with this window. */
export class Sandbox implements Disposable {
  readonly #options: Options;
  readonly #changed = new Emitter<void>();
  #process: ChildProcess | undefined;
  #serving = false;

  /** Fires when it began or ceased to serve. */
  readonly onChange = this.#changed.event;

  constructor(options: Options) {
    this.#options = options;
  }

  /** The kubeconfig of the cluster while it serves. */
  get kubeconfig(): string | undefined {
    return this.#serving ? this.#options.kubeconfig : undefined;
  }

  /** Starts it where it does not run, and returns its kubeconfig once it serves. Faults: `SandboxFailed`. */
  async start(): Promise<string> {
    const { kubeconfig } = this.#options;
    if (this.#serving) return kubeconfig;
    await mkdir(dirname(kubeconfig), { recursive: true, mode: 0o700 });
    await rm(kubeconfig, { force: true });
    await this.#serve(kubeconfig);
    this.#serving = true;
    this.#changed.fire();
    return kubeconfig;
  }

  stop(): void {
    this.#process?.kill();
  }

  dispose(): void {
    this.stop();
    this.#changed.dispose();
  }

  async #serve(kubeconfig: string): Promise<void> {
    const { log, script } = this.#options;
    const child = spawn(process.execPath, [script, "sandbox", "--kubeconfig", kubeconfig], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
      stdio: ["pipe", "pipe", "pipe"],
      windowsHide: true,
    });
    this.#process = child;
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        output = (output + chunk.toString()).slice(-MOST_OUTPUT);
      });
    }
    const ended = new Promise<never>((_resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code) => {
        this.#ended(child);
        log.info(`The embedded cluster ended with code ${code ?? "none"}. ${output}`);
        reject(new Fault("SandboxFailed", l10n.t("The embedded cluster did not start. The log has what it said.")));
      });
    });
    // Once it serves, its end is told by `onChange` alone.
    ended.catch(() => undefined);
    // It speaks for the first time when it serves and its kubeconfig is written.
    const serving = new Promise<void>((resolve) => child.stdout.once("data", () => resolve()));
    await Promise.race([serving, ended]);
  }

  #ended(child: ChildProcess): void {
    if (this.#process !== child) return;
    this.#process = undefined;
    this.#serving = false;
    this.#changed.fire();
  }
}
