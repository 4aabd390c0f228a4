import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { fileTreeAt } from "../../src/adapters/git/fileTree.ts";
import { runCommand } from "../../src/adapters/process/command.ts";
import type { FileTree } from "../../src/core/ports/fileTree.ts";
import { detect } from "../../src/scaffold/detect/detect.ts";
import { defaultSettings } from "../../src/scaffold/generate/defaultSettings.ts";
import { generate } from "../../src/scaffold/generate/generate.ts";
import { KINDS } from "../../src/scaffold/generate/kind.ts";
import { ownCatalogue } from "../../test/support/scaffold/catalogue.ts";
import { ownTemplates } from "../../test/support/scaffold/templates.ts";

const run = promisify(execFile);
const MOST_OUTPUT = 64 * 1024 * 1024;
/** Runs what it is given, throws its output away and says how much CPU it and its own children took. */
const TIMED = '"$@" >/dev/null 2>&1; code=$?; times; exit "$code"';

/** How long something took: by the clock, and of the processors. Milliseconds. */
export interface Took {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** What one detection asked of the tree. */
export interface Asked extends Took {
  readonly applications: number;
  readonly files: number;
  readonly listings: number;
  readonly reads: number;
  /** Of these, how many were of a file that had been read already. */
  readonly readAgain: number;
}

/** Detects in this process; `scaffolds` renders every kind of file from what is found. */
export async function detectHere(folder: string, scaffolds: boolean): Promise<Asked> {
  const counted = countedTree(fileTreeAt(folder, runCommand));
  const [cpu, from] = [process.cpuUsage(), performance.now()];
  const detection = await detect(counted.tree);
  if (scaffolds) {
    const settings = defaultSettings(detection, { folderName: "bench" });
    const { applications } = detection;
    generate(KINDS, { applications, detection, settings, catalogue: ownCatalogue() }, ownTemplates());
  }
  const wallMs = performance.now() - from;
  const { user, system } = process.cpuUsage(cpu);
  const found = { applications: detection.applications.length, files: detection.files };
  return { wallMs, cpuMs: (user + system) / 1000, ...found, ...counted.asked() };
}

function countedTree(tree: FileTree): {
  readonly tree: FileTree;
  readonly asked: () => Pick<Asked, "listings" | "reads" | "readAgain">;
} {
  const read: string[] = [];
  let listings = 0;
  return {
    tree: {
      list: (signal) => {
        listings += 1;
        return tree.list(signal);
      },
      paths: (signal) => {
        listings += 1;
        return tree.paths(signal);
      },
      read: (path, signal) => {
        read.push(path);
        return tree.read(path, signal);
      },
    },
    asked: () => ({ listings, reads: read.length, readAgain: read.length - new Set(read).size }),
  };
}

/** Runs a program to its end in a folder, as a person would. */
export async function runWhole(folder: string, command: readonly string[]): Promise<Took> {
  const from = performance.now();
  const { stdout } = await run("sh", ["-c", TIMED, "sh", ...command], { cwd: folder, maxBuffer: MOST_OUTPUT });
  return { wallMs: performance.now() - from, cpuMs: childrenMs(stdout) };
}

/** `times` writes what the shell took, then what its children took, each as `0m1.230s 0m0.450s`. */
function childrenMs(output: string): number {
  const all = [...output.matchAll(/(\d+)m([\d.]+)s/gu)].map(({ 1: minutes, 2: seconds }) => {
    return (Number(minutes) * 60 + Number(seconds)) * 1000;
  });
  return (all[2] ?? Number.NaN) + (all[3] ?? Number.NaN);
}
