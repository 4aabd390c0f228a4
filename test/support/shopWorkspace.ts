import { execa } from "execa";
import { appendFile, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CommandLineOptions, type Ended, type Running, startTidegate, tidegate } from "./commandLine.ts";

const CONFIG = `version: 1
applications:
  shop:
    environments:
      staging:
        context: tidegate-sandbox
        namespace: shop-staging
        workloads: [deployment/worker]
        deadline: 60s
        hold: 1s
        rollback: automatic
      production:
        context: tidegate-sandbox
        namespace: shop-production
        production: true
        workloads: [deployment/worker]
        deadline: 60s
        hold: 1s
        approval: {required: 1, expires: 10m}
      audit:
        context: tidegate-sandbox
        namespace: audit
`;

/** A workspace under git that ships the sandbox's shop, with times short enough for tests. */
export interface ShopWorkspace {
  readonly folder: string;
  /** Runs the command line there, as whoever git says. */
  run(...args: readonly string[]): Promise<Ended>;
  /** Starts it, to be listened to. */
  start(...args: readonly string[]): Running;
  /** Who sits here from now on. */
  become(name: string): Promise<void>;
  /** A run's journal, line by line. */
  journal(run: string): Promise<string[]>;
  /** Writes a journal as someone would who is not the runner. */
  rewrite(run: string, lines: readonly string[]): Promise<void>;
  remove(): Promise<void>;
}

export async function shopWorkspace(kubeconfig: string): Promise<ShopWorkspace> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "tidegate-shop-")));
  const git = (...args: string[]): Promise<unknown> => execa("git", args, { cwd: folder });
  const become = async (name: string): Promise<void> => {
    await git("config", "user.name", name);
    await git("config", "user.email", `${name.toLowerCase()}@shop.example`);
  };
  await writeFile(join(folder, "tidegate.yaml"), CONFIG);
  await git("init", "--quiet", "--initial-branch=main");
  await git("config", "commit.gpgsign", "false");
  await become("Cleo");
  await git("add", "--all");
  await git("commit", "--quiet", "--message", "The shop");
  const options: CommandLineOptions = { cwd: folder, env: { KUBECONFIG: kubeconfig } };
  const journalFile = (run: string): string => join(folder, ".tidegate", "runs", run, "journal.jsonl");
  await appendFile(join(folder, ".git", "info", "exclude"), ".tidegate\n");
  return {
    folder,
    run: (...args) => tidegate(args, options),
    start: (...args) => startTidegate(args, options),
    become,
    journal: async (run) => (await readFile(journalFile(run), "utf8")).trimEnd().split("\n"),
    rewrite: (run, lines) => writeFile(journalFile(run), `${lines.join("\n")}\n`),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
