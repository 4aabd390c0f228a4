/**
 * Brings a bare clone to where the project's own tools can run: the packages of the lock file, with the Node that
 * they need, and Debian's packages where a task asks for them. Runs on Node 20 and uses no dependency.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const nodeBin = join(root, "node_modules", "node", "bin");

/** The environment for everything the project starts: its own Node and tools come first. */
export function toolEnvironment() {
  const path = [nodeBin, join(root, "node_modules", ".bin"), process.env.PATH ?? ""].join(delimiter);
  return { ...process.env, PATH: path };
}

/** Installs the packages of the lock file unless they are there already. */
export function ensurePackages() {
  const stamp = join(root, "node_modules", ".tidegate-lock");
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock && existsSync(join(nodeBin, "node"))) return;
  console.error("Installing the project's packages (a minute on a cold machine)…");
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: root });
  writeFileSync(stamp, lock);
}

/**
 * Makes sure that commands are there, by Debian packages: `{command-or-file: package}`.
 * Installs what is missing when root on Debian, otherwise names it and ends the process with code 2.
 */
export function ensureSystem(needs) {
  const missing = Object.entries(needs).filter(([probe]) => !found(probe));
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map(([, name]) => name))];
  if (process.getuid?.() !== 0 || !found("apt-get")) {
    console.error(
      `This needs packages that are not installed. On Debian or Ubuntu: sudo apt-get install ${packages.join(" ")}`,
    );
    process.exit(2);
  }
  console.error(`Installing ${packages.join(", ")}…`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  run("apt-get", ["update", "-qq"], { env });
  run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], { env });
}

function found(probe) {
  if (probe.startsWith("/")) return existsSync(probe);
  return (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, probe)));
}

function run(command, args, options) {
  const result = spawnSync(command, args, { stdio: ["ignore", 2, 2], ...options });
  if (result.status === 0) return;
  console.error(
    `${command} ${args.join(" ")} failed${result.error ? `: ${result.error.message}` : ` with code ${result.status}`}.`,
  );
  process.exit(1);
}

/** A folder under `.cache/`, made when it is not there. */
export function cacheFolder(...names) {
  const folder = join(root, ".cache", ...names);
  mkdirSync(folder, { recursive: true });
  return folder;
}
