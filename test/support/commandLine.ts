import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, watch } from "node:fs";
import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const CLI = fileURLToPath(new URL("../../dist/cli.cjs", import.meta.url));

/** What a process came to. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface CommandLineOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Given on standard input, which is then closed. */
  readonly input?: string;
  /** Instead of the Node that runs the tests. */
  readonly node?: string;
}

/** Runs the built `tidegate` as a process of its own, to its end. */
export function tidegate(args: readonly string[], options: CommandLineOptions): Promise<Ended> {
  const child = started(args, options);
  child.stdin?.on("error", () => undefined).end(options.input ?? "");
  return ended(child);
}

/** `tidegate` while it runs. */
export interface Running {
  readonly ended: Promise<Ended>;
  /** Resolves once it has printed this; rejects where it ends before. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
}

/** Starts the built `tidegate`, to be listened to. */
export function startTidegate(args: readonly string[], options: CommandLineOptions): Running {
  const child = started(args, options);
  child.stdin?.on("error", () => undefined).end();
  const end = ended(child);
  let out = "";
  const says = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const match = pattern.exec(out);
        if (match !== null) resolve(match);
      };
      child.stdout?.on("data", look);
      void end.then((result) => reject(new Error(`It ended before it said so: ${result.out}${result.err}`)));
      look();
    });
  child.stdout?.on("data", (chunk: Buffer) => (out += chunk.toString()));
  return { ended: end, says };
}

function started(args: readonly string[], { cwd, env, node = process.execPath }: CommandLineOptions): ChildProcess {
  return spawn(node, [CLI, ...args], { cwd, env: { ...process.env, ...env }, stdio: ["pipe", "pipe", "pipe"] });
}

function ended(child: ChildProcess): Promise<Ended> {
  let out = "";
  let err = "";
  child.stdout?.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, out, err }));
  });
}

/** `tidegate sandbox` as its parent sees it. */
export interface SandboxProcess {
  readonly kubeconfig: string;
  /** Closes its standard input, as happens when the parent dies. */
  letGo(): Promise<Ended>;
  kill(signal: NodeJS.Signals): Promise<Ended>;
}

/** Starts the embedded cluster and returns once its kubeconfig is there. */
export async function sandboxProcess(...args: readonly string[]): Promise<SandboxProcess> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "tidegate-sandbox-test-")));
  const kubeconfig = join(folder, "kubeconfig");
  const child = started(["sandbox", "--kubeconfig", kubeconfig, ...args], { cwd: folder });
  const end = ended(child);
  const failed = end.then(({ err }) => {
    throw new Error(`The sandbox ended: ${err}`);
  });
  failed.catch(() => undefined);
  await Promise.race([appeared(kubeconfig), failed]);
  const cleaned = async (): Promise<Ended> => {
    const result = await end;
    await rm(folder, { recursive: true, force: true });
    return result;
  };
  return {
    kubeconfig,
    letGo() {
      child.stdin?.end();
      return cleaned();
    },
    kill(signal) {
      child.kill(signal);
      return cleaned();
    },
  };
}

function appeared(path: string): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(dirname(path), (_event, name) => {
      if (name === basename(path)) seen();
    });
    const seen = (): void => {
      watcher.close();
      resolve();
    };
    if (existsSync(path)) seen();
  });
}

/** A file of a workspace. */
export async function fileIn(folder: string, name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}
