import { fileURLToPath } from "node:url";
import { buildGoTools } from "../goTools/buildGoTools.ts";
import { BINARIES, LINKER_FLAGS } from "./binaries.ts";

/**
 * Builds the control plane's binaries from the pinned Go modules, once. Takes about ten minutes on two cores with an
 * empty Go cache. Throws where Go is missing, saying what to install.
 */
export async function buildControlPlane(): Promise<{ bin: string }> {
  const bin = await buildGoTools({
    module: fileURLToPath(new URL(".", import.meta.url)),
    binaries: BINARIES,
    linkerFlags: LINKER_FLAGS,
    cache: fileURLToPath(new URL("../../.cache/controlplane", import.meta.url)),
  });
  return { bin };
}

if (import.meta.main) {
  const { bin } = await buildControlPlane();
  console.log(bin);
}
