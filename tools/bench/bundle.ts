import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../bootstrap.mjs";
import type { Bench } from "./figure.ts";
import { packExtension } from "./release.ts";

const KB = 1000;

/** What activation loads, beside all that is packed. */
export const bundleBench: Bench = {
  name: "bundle",
  async run() {
    packExtension();
    const dist = join(root, "dist");
    const bundles = (await readdir(dist)).filter((name) => name.endsWith(".cjs"));
    const sizes = await Promise.all(bundles.map(async (name) => (await stat(join(dist, name))).size));
    const loaded = (await stat(join(dist, "extension.cjs"))).size;
    return [
      {
        name: "bundle loaded at activation",
        unit: "KB",
        samples: [loaded / KB],
        reference: { name: "all bundles packed", samples: [sizes.reduce((sum, size) => sum + size, 0) / KB] },
        goal: { of: "median", limit: 200 },
      },
    ];
  },
};
