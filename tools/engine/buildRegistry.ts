import { fileURLToPath } from "node:url";
import path from "node:path";
import { buildGoTools } from "../goTools/buildGoTools.ts";

/** Builds the image registry from its pinned Go module, once, and gives its program. A minute with an empty Go cache. */
export async function buildRegistry(): Promise<string> {
  const bin = await buildGoTools({
    module: fileURLToPath(new URL(".", import.meta.url)),
    binaries: { registry: "github.com/distribution/distribution/v3/cmd/registry" },
    linkerFlags: "-s -w",
    cache: fileURLToPath(new URL("../../.cache/engine", import.meta.url)),
  });
  return path.join(bin, "registry");
}
