import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { cacheFolder } from "../bootstrap.mjs";
import { AUTHORITIES, machineAuthorities } from "./machineSettings.ts";

/** Newer than what the official images stand on: its packages hold the runtimes of the versions that are asked for. */
const SUITE = "trixie";
const TARBALL_VERSION = "3";

/** What no image of an application needs, and what would only make sizes larger. */
const LEFT_OUT = ["usr/share/doc", "usr/share/man", "usr/share/locale", "var/cache/apt", "var/lib/apt/lists"];

/** A small Debian as a tar archive, made once: the ground of every base image. A minute on a cold machine. */
export async function buildRootfs(): Promise<string> {
  const archive = path.join(cacheFolder("engine"), `rootfs-${await key()}.tar`);
  if (existsSync(archive)) return archive;
  console.error(`Making a small Debian (${SUITE})`);
  const folder = await mkdtemp(path.join(cacheFolder("engine"), "rootfs-"));
  try {
    const root = path.join(folder, "root");
    await run("debootstrap", ["--variant=minbase", "--include=ca-certificates", SUITE, root]);
    await trustMachine(root);
    for (const name of LEFT_OUT) await rm(path.join(root, name), { recursive: true, force: true });
    for (const name of ["var/cache/apt/archives/partial", "var/lib/apt/lists/partial"]) {
      await mkdir(path.join(root, name), { recursive: true });
    }
    await run("tar", ["-C", root, "-cf", path.join(folder, "rootfs.tar"), "."]);
    await rename(path.join(folder, "rootfs.tar"), archive);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return archive;
}

/** Certificates as Debian wants them, so that what is installed later (Java) trusts them, too. */
async function trustMachine(root: string): Promise<void> {
  const target = path.join(root, "usr/local/share/ca-certificates");
  await mkdir(target, { recursive: true });
  for (const [index, certificate] of (await machineAuthorities()).entries()) {
    await writeFile(path.join(target, `machine-${index}.crt`), `${certificate}\n`);
  }
  await run("chroot", [root, "/usr/sbin/update-ca-certificates"]);
}

async function key(): Promise<string> {
  const hash = createHash("sha256").update(SUITE).update(TARBALL_VERSION);
  if (existsSync(AUTHORITIES)) hash.update(await readFile(AUTHORITIES));
  return hash.digest("hex").slice(0, 16);
}

function run(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "ignore", "pipe"] });
    let errors = "";
    child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ended with ${code ?? "a signal"}:\n${errors.slice(-2000)}`));
    });
  });
}
