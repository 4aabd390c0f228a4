import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { buildGoTools } from "../goTools/buildGoTools.ts";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const CACHE = fileURLToPath(new URL("../../.cache/baselines", import.meta.url));
const LINKER_FLAGS = "-s -w";

const run = promisify(execFile);
const MISE = "@jdxcode/mise-linux-x64@2026.9.15";
/** Where Railpack looks for mise, and the release it asks for: both are fixed in its code. */
const RAILPACK_MISE = { folder: "/tmp/railpack/mise", name: "mise-2026.3.9" };

/** Where the detectors lie that ours is compared with. */
export interface Baselines {
  readonly alizer: string;
  readonly railpack: string;
}

/** Builds the pinned detectors from source, once. Their modules ask for versions that do not go together. */
export async function installBaselines(): Promise<Baselines> {
  const alizer = await buildGoTools({
    module: HERE,
    binaries: { alizer: "github.com/devfile/alizer" },
    linkerFlags: LINKER_FLAGS,
    cache: CACHE,
  });
  const railpack = await buildGoTools({
    module: path.join(HERE, "railpack"),
    binaries: { railpack: "github.com/railwayapp/railpack/cmd/cli" },
    linkerFlags: LINKER_FLAGS,
    cache: CACHE,
  });
  await installMise();
  return { alizer: path.join(alizer, "alizer"), railpack: path.join(railpack, "railpack") };
}

/**
 * Railpack fetches mise, and has it ask the network for the newest release of each version. Here mise comes from the
 * package registry, and such a question is answered with the version that was asked about: no answer differs by that
 * which is compared, and Railpack is the faster for it. What mise reads from the tree, it reads itself, offline.
 */
async function installMise(): Promise<void> {
  const place = path.join(RAILPACK_MISE.folder, RAILPACK_MISE.name);
  const prefix = path.join(CACHE, "mise");
  const mise = path.join(prefix, "node_modules", "@jdxcode", "mise-linux-x64", "bin", "mise");
  await mkdir(prefix, { recursive: true });
  if (!existsSync(mise)) {
    await run("npm", ["install", "--no-save", "--silent", "--ignore-scripts", "--prefix", prefix, MISE]);
  }
  await mkdir(RAILPACK_MISE.folder, { recursive: true });
  const script = `#!/bin/sh
case "$1" in
  latest | ls-remote) echo "\${2#*@}" ;;
  *) MISE_OFFLINE=1 exec '${mise}' "$@" ;;
esac
`;
  await writeFile(`${place}.partial`, script);
  await chmod(`${place}.partial`, 0o755);
  await rename(`${place}.partial`, place);
}

if (import.meta.main) console.log(JSON.stringify(await installBaselines(), undefined, 2));
