#!/usr/bin/env node
/**
 * `npx tidegate …` from a clone, with whichever Node 20 or later starts it: sets up packages and bundles where they are
 * missing or older than their sources, then hands over to the command line on the project's own Node. What it says goes
 * to standard error; signals, standard input and the exit code are passed through.
 */
import { spawn, spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { ensurePackages, root, toolEnvironment } from "./bootstrap.mjs";

const node = join(root, "node_modules", "node", "bin", "node");
const command = join(root, "dist", "cli.cjs");

ensurePackages();
if (modified(command) < newestSource()) bundle();
const child = spawn(node, [command, ...process.argv.slice(2)], { stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 143)));

function bundle() {
  console.error("Building the command line…");
  const args = [join(root, "tools", "bundle.ts")];
  const { status } = spawnSync(node, args, { stdio: ["ignore", 2, 2], env: toolEnvironment() });
  if (status !== 0) process.exit(1);
}

function newestSource() {
  const sources = readdirSync(join(root, "src"), { recursive: true, withFileTypes: true });
  const files = sources.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Math.max(...[...files, join(root, "package.json"), join(root, "tools", "bundle.ts")].map(modified));
}

/** Milliseconds since the epoch; before everything where there is no such file. */
function modified(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.NEGATIVE_INFINITY;
}
