import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdir, readFile, readdir, rename, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder, ensureSystem, root, toolEnvironment } from "../bootstrap.mjs";

/** What the native parts of the workbench are compiled with, as files or commands and Debian's packages. */
const BUILD_NEEDS = { "/usr/include/gssapi.h": "libkrb5-dev", "g++": "g++", make: "make", python3: "python3" };

/**
 * Installs VS Code as a server under `.cache/` unless it is there, compiling its native parts (two minutes, once).
 * Returns the script that starts it.
 */
export async function installWorkbench(): Promise<string> {
  const own = join(root, "tools", "workbench");
  const lock = await readFile(join(own, "package-lock.json"));
  const key = createHash("sha256").update(lock).update(process.version).digest("hex").slice(0, 16);
  const target = join(cacheFolder("workbench"), key);
  const entry = join(target, "node_modules", "code-server", "out", "node", "entry.js");
  if (existsSync(entry)) return entry;
  ensureSystem(BUILD_NEEDS);
  console.error("Building the workbench, VS Code in a browser (two minutes, once)…");
  const work = `${target}.new`;
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  for (const file of ["package.json", "package-lock.json"]) await cp(join(own, file), join(work, file));
  await npm(["ci", "--ignore-scripts"], work, npmEnvironment());
  await npm(["rebuild"], work, { ...npmEnvironment(), npm_config_nodedir: await nodeHeaders(work) });
  await rename(work, target);
  return entry;
}

/** Without what an outer npm says of its own Node: the workbench's install script believes that before its eyes. */
function npmEnvironment(): NodeJS.ProcessEnv {
  const { npm_config_user_agent: _agent, npm_config_local_prefix: _prefix, ...env } = toolEnvironment();
  return env;
}

/** Node's headers come in the package that brings its binary; native parts are compiled against them. */
async function nodeHeaders(work: string): Promise<string> {
  const modules = join(work, "node_modules");
  const platform = (await readdir(modules)).find((name) => name.startsWith("node-linux-"));
  if (platform === undefined) throw new Error("The workbench builds on Linux with x64 or arm64 processors only.");
  return join(modules, platform);
}

function npm(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn("npm", [...args, "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd,
    env,
    stdio: ["ignore", 2, 2],
  });
  const started = Date.now();
  const ticker = setInterval(() => {
    console.error(`  still building the workbench, ${Math.round((Date.now() - started) / 1000)} s`);
  }, 20_000);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => {
      clearInterval(ticker);
      if (code === 0) resolve();
      else reject(new Error(`npm ${args.join(" ")} for the workbench failed with code ${code}.`));
    });
  });
}
