import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { cacheFolder } from "../../../tools/bootstrap.mjs";
import { buildEnvironment } from "../../../tools/engine/machineSettings.ts";
import { imageName, type Recipe, recipeFor } from "../../../tools/engine/recipes.ts";
import { buildRootfs } from "../../../tools/engine/rootfs.ts";
import type { Docker } from "./docker.ts";
import type { RegistryServer } from "./registryServer.ts";

const IMAGES = fileURLToPath(new URL("../../../tools/engine/images", import.meta.url));
const GROUND = "tidegate/ground:1";

/** Stand-ins for official images, made on this machine and kept in our registry under the official names. */
export class BaseImages {
  readonly #docker: Docker;
  readonly #registry: RegistryServer;
  #ground: Promise<string> | undefined;

  constructor(docker: Docker, registry: RegistryServer) {
    this.#docker = docker;
    this.#registry = registry;
  }

  /** Sees that an image such as `node:24-slim` can be pulled, and gives its digest. Rejects where nobody described it. */
  async ensure(reference: string): Promise<string> {
    const name = imageName(reference);
    const recipe = recipeFor(name);
    if (recipe === undefined) throw new Error(`No stand-in is described for the image ${reference}.`);
    const note = path.join(cacheFolder("engine", "bases"), await this.#key(reference, recipe));
    const { repository } = name;
    if (existsSync(note)) {
      const digest = await readFile(note, "utf8");
      if ((await this.#registry.digest(repository, digest)) === digest) return digest;
    }
    const digest = await this.#make(`${repository}:${name.tag}`, recipe);
    await writeFile(note, digest);
    return digest;
  }

  async #make(name: string, recipe: Recipe): Promise<string> {
    const started = performance.now();
    const tag = `${this.#registry.address}/${name}`;
    const folder = path.join(IMAGES, recipe.image);
    const context = (await recipe.context?.()) ?? folder;
    const args = Object.entries({ ...recipe.args, BASE: await this.#groundImage() });
    const file = path.join(folder, "Dockerfile");
    const given = args.flatMap(([key, value]) => ["--build-arg", `${key}=${value}`]);
    await this.#docker(["build", "--network=host", "-q", "-f", file, "-t", tag, ...given, context]);
    await this.#docker(["push", "-q", tag]);
    const [repository = "", version = ""] = name.split(":");
    const digest = await this.#registry.digest(repository, version);
    if (digest === undefined) throw new Error(`${name} was pushed, and the registry does not have it.`);
    console.error(`Made ${name} in ${Math.round((performance.now() - started) / 1000)} s`);
    return digest;
  }

  /** The small Debian with this machine's package settings in its environment. */
  #groundImage(): Promise<string> {
    this.#ground ??= (async () => {
      const changes = Object.entries(buildEnvironment()).flatMap(([key, value]) => [
        "--change",
        `ENV ${key}=${JSON.stringify(value)}`,
      ]);
      await this.#docker(["import", ...changes, await buildRootfs(), GROUND]);
      return GROUND;
    })();
    return this.#ground;
  }

  async #key(reference: string, recipe: Recipe): Promise<string> {
    const hash = createHash("sha256").update(JSON.stringify([reference, recipe.args, buildEnvironment()]));
    hash.update(await buildRootfs());
    const folder = path.join(IMAGES, recipe.image);
    for (const file of (await readdir(folder)).toSorted()) hash.update(await readFile(path.join(folder, file)));
    return hash.digest("hex").slice(0, 16);
  }
}
