import { rm } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import type { RealNode } from "../../controlPlane/realNode/realNode.ts";
import type { Docker } from "../docker.ts";

/** What the engine has built, carried to a real node: each image once, and one archive after another. */
export class NodeImages {
  readonly #docker: Docker;
  readonly #node: RealNode;
  readonly #given = new Set<string>();
  #last: Promise<void> = Promise.resolve();

  constructor(docker: Docker, node: RealNode) {
    this.#docker = docker;
    this.#node = node;
  }

  /** Resolves when the node has all of these. Those given together share an archive, and in it every layer they share. */
  give(images: readonly string[]): Promise<void> {
    const next = this.#last.then(() => this.#carry(images.filter((image) => !this.#given.has(image))));
    this.#last = next.catch(() => {});
    return next;
  }

  async #carry(images: readonly string[]): Promise<void> {
    if (images.length === 0) return;
    const archive = path.join(this.#node.folder, "images.tar");
    await this.#docker(["save", "-o", archive, ...images]);
    const socket = path.join(this.#node.folder, "containerd.sock");
    // It is unpacked for the first container, by the snapshotter that the node was given.
    await execa("ctr", ["--address", socket, "--namespace", "k8s.io", "images", "import", "--no-unpack", archive]);
    await rm(archive);
    for (const image of images) this.#given.add(image);
  }
}
