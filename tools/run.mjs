/** `node tools/run.mjs TASK [ARGS]`: sets up what is missing, then runs `tools/TASK.ts` on the project's own Node. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { ensurePackages, root, toolEnvironment } from "./bootstrap.mjs";

const [task, ...args] = process.argv.slice(2);
ensurePackages();
const node = join(root, "node_modules", "node", "bin", "node");
const child = spawn(node, [join(root, "tools", `${task}.ts`), ...args], { stdio: "inherit", env: toolEnvironment() });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 143)));
