import { createHash } from "node:crypto";
import { tar, type TarEntry } from "./tar.ts";

/** An image of one program and nothing else. */
export interface ImageRecipe {
  /** Full name with tag, such as `docker.io/tidegate/testserver:1.0.0`. */
  readonly name: string;
  /** A static binary. */
  readonly program: Buffer;
  /** Where it lies in the image, such as `/testserver`. */
  readonly path: string;
  readonly arguments?: readonly string[];
  /** `NAME=value`. */
  readonly environment?: readonly string[];
}

const TYPES = {
  layer: "application/vnd.oci.image.layer.v1.tar",
  config: "application/vnd.oci.image.config.v1+json",
  manifest: "application/vnd.oci.image.manifest.v1+json",
  index: "application/vnd.oci.image.index.v1+json",
} as const;

/** What OCI calls a descriptor: the digest, size and kind of a blob. */
interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

/** An OCI image layout as a tar archive, which `ctr images import` and others load; one archive holds many images. */
export function ociArchive(recipes: readonly ImageRecipe[]): Buffer {
  const blobs = new Map<string, Buffer>();
  const manifests = recipes.map((recipe) => ({
    ...addManifest(recipe, blobs),
    annotations: { "io.containerd.image.name": recipe.name },
  }));
  const entries: TarEntry[] = [
    { path: "oci-layout", content: json({ imageLayoutVersion: "1.0.0" }) },
    { path: "index.json", content: json({ schemaVersion: 2, mediaType: TYPES.index, manifests }) },
    ...[...blobs].map(([digest, content]) => ({ path: `blobs/${digest.replace(":", "/")}`, content })),
  ];
  return tar(entries);
}

function addManifest(recipe: ImageRecipe, blobs: Map<string, Buffer>): Descriptor {
  const add = (mediaType: string, content: Buffer): Descriptor => {
    const digest = `sha256:${createHash("sha256").update(content).digest("hex")}`;
    blobs.set(digest, content);
    return { mediaType, digest, size: content.length };
  };
  const layer = add(TYPES.layer, tar([{ path: recipe.path.slice(1), content: recipe.program, mode: 0o755 }]));
  const config = add(TYPES.config, json(configuration(recipe, layer.digest)));
  return add(TYPES.manifest, json({ schemaVersion: 2, mediaType: TYPES.manifest, config, layers: [layer] }));
}

function configuration(recipe: ImageRecipe, layer: string): object {
  return {
    architecture: process.arch === "x64" ? "amd64" : process.arch,
    os: "linux",
    config: { Entrypoint: [recipe.path], Cmd: recipe.arguments ?? [], Env: recipe.environment ?? [] },
    rootfs: { type: "layers", diff_ids: [layer] },
    history: [],
  };
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
