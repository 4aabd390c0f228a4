#!/usr/bin/env node
/** `npx tidegate …` from a clone, with whichever Node 20 or later starts it: hands over to the project's own Node. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ensurePackages, root, toolEnvironment } from "./bootstrap.mjs";

ensurePackages();
const node = join(root, "node_modules", "node", "bin", "node");
const command = join(root, "dist", "cli.cjs");
if (!existsSync(command)) {
  const built = spawnSync(node, [join(root, "tools", "bundle.ts")], {
    stdio: ["ignore", 2, 2],
    env: toolEnvironment(),
  });
  if (built.status !== 0) process.exit(1);
}
const child = spawn(node, [command, ...process.argv.slice(2)], { stdio: "inherit", env: toolEnvironment() });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 143)));
