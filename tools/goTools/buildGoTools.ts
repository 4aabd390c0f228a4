import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename } from "node:fs/promises";
import path from "node:path";
import { goVersion, runGo, seconds } from "./go.ts";

/** Programs that are built from one pinned Go module. */
export interface GoTools {
  /** The folder of its go.mod and go.sum. */
  readonly module: string;
  /** The file each becomes, and the Go command it is built from. */
  readonly binaries: Readonly<Record<string, string>>;
  readonly linkerFlags: string;
  /** Where they are kept, by what they were built from. */
  readonly cache: string;
  /** Added to the environment of `go`. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Builds them once, and gives their folder: what an earlier call built from the same modules with the same Go is used
 * as it is. Throws where Go is missing, saying what to install.
 */
export async function buildGoTools(tools: GoTools): Promise<string> {
  const bin = path.join(tools.cache, await cacheKey(tools), "bin");
  const missing = Object.entries(tools.binaries).filter(([name]) => !existsSync(path.join(bin, name)));
  await mkdir(bin, { recursive: true });
  for (const [index, [name, source]] of missing.entries()) {
    console.error(`Building ${name} (${index + 1} of ${missing.length})`);
    await buildBinary(tools, path.join(bin, name), source);
  }
  return bin;
}

/** Written beside and renamed, so that a build cut short leaves nothing that looks whole. */
async function buildBinary(tools: GoTools, target: string, source: string): Promise<void> {
  const started = performance.now();
  const partial = `${target}.${process.pid}.partial`;
  const name = path.basename(target);
  const args = ["build", "-trimpath", "-buildvcs=false", `-ldflags=${tools.linkerFlags}`, "-o", partial, source];
  await runGo(tools.module, args, { what: `building ${name}`, env: { CGO_ENABLED: "0", ...tools.env } });
  await rename(partial, target);
  console.error(`  ${name} built in ${seconds(started)} s`);
}

/** Changes with anything that changes the binaries: the modules, their checksums, the Go release, the flags. */
async function cacheKey({ module, linkerFlags }: GoTools): Promise<string> {
  const hash = createHash("sha256");
  for (const file of ["go.mod", "go.sum"]) hash.update(await readFile(path.join(module, file)));
  hash.update(await goVersion(module)).update(linkerFlags);
  return hash.digest("hex").slice(0, 16);
}
