import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { BINARIES, LINKER_FLAGS } from "./binaries.ts";
import { goVersion, runGo, seconds } from "./go.ts";

const MODULE = fileURLToPath(new URL(".", import.meta.url));
const CACHE = fileURLToPath(new URL("../../.cache/controlplane", import.meta.url));

/**
 * Builds the control plane's binaries from the pinned Go modules, once: what an earlier call built from the same
 * modules with the same Go is used as it is. Takes about ten minutes on two cores with an empty Go cache.
 * Throws where Go is missing, saying what to install.
 */
export async function buildControlPlane(): Promise<{ bin: string }> {
  const bin = path.join(CACHE, await cacheKey(), "bin");
  const missing = Object.entries(BINARIES).filter(([name]) => !existsSync(path.join(bin, name)));
  await mkdir(bin, { recursive: true });
  for (const [index, [name, source]] of missing.entries()) {
    console.error(`Building ${name} (${index + 1} of ${missing.length})`);
    await buildBinary(path.join(bin, name), source);
  }
  return { bin };
}

/** Written beside and renamed, so that a build cut short leaves nothing that looks whole. */
async function buildBinary(target: string, source: string): Promise<void> {
  const started = performance.now();
  const partial = `${target}.${process.pid}.partial`;
  const name = path.basename(target);
  await runGo(MODULE, ["build", "-trimpath", "-buildvcs=false", `-ldflags=${LINKER_FLAGS}`, "-o", partial, source], {
    what: `building ${name}`,
    env: { CGO_ENABLED: "0" },
  });
  await rename(partial, target);
  console.error(`  ${name} built in ${seconds(started)} s`);
}

/** Changes with anything that changes the binaries: the modules, their checksums, the Go release, the flags. */
async function cacheKey(): Promise<string> {
  const hash = createHash("sha256");
  for (const file of ["go.mod", "go.sum"]) hash.update(await readFile(path.join(MODULE, file)));
  hash.update(await goVersion(MODULE)).update(LINKER_FLAGS);
  return hash.digest("hex").slice(0, 16);
}

if (import.meta.main) {
  const { bin } = await buildControlPlane();
  console.log(bin);
}
