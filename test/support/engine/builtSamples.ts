import type { Engine } from "./engine.ts";
import { buildArguments, imageOf } from "./compose/composeArguments.ts";
import { type ComposeService, composeServices } from "./compose/composeService.ts";
import { filledIn } from "./compose/filledIn.ts";
import { type Scaffolded, scaffolded } from "./scaffolded.ts";

/** A sample whose images the engine has, as the generated compose file builds and names them. */
export interface BuiltSample extends Scaffolded {
  readonly services: ReadonlyMap<string, ComposeService>;
  /** By their names. */
  readonly images: ReadonlyMap<string, BuiltImage>;
}

export interface BuiltImage {
  readonly megabytes: number;
  readonly buildSeconds: number;
}

/** What manifests name before a pipeline has delivered: what compose builds is called so, too. */
const VERSION = "0.0.0";

/** The samples in a folder of the tests' own, each generated and built once, when it is first asked for, and one at a time. */
export class BuiltSamples {
  readonly #engine: Engine;
  readonly #folder: string;
  readonly #samples = new Map<string, Promise<BuiltSample>>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(engine: Engine, folder: string) {
    this.#engine = engine;
    this.#folder = folder;
  }

  of(name: string): Promise<BuiltSample> {
    const known = this.#samples.get(name);
    if (known !== undefined) return known;
    const made = this.#last.then(() => this.#build(name));
    this.#samples.set(name, made);
    this.#last = made.catch(() => {});
    return made;
  }

  /** The names of all that was built without a failure so far. */
  async imagesSoFar(): Promise<readonly string[]> {
    const settled = await Promise.allSettled(this.#samples.values());
    return settled.flatMap((one) => (one.status === "fulfilled" ? [...one.value.images.keys()] : []));
  }

  async #build(name: string): Promise<BuiltSample> {
    const sample = await scaffolded(this.#engine, name, ["dockerfile", "compose", "kubernetes"], this.#folder);
    const [environment] = sample.settings.environments;
    const values = await filledIn(sample.folder, { VERSION });
    const services = await composeServices(sample.folder, environment?.name ?? "", values);
    const images = new Map<string, BuiltImage>();
    for (const service of services.values()) {
      if (service["build"] === undefined || images.has(imageOf(service))) continue;
      images.set(imageOf(service), await this.#image(service, sample.folder));
    }
    return { ...sample, services, images };
  }

  async #image(service: ComposeService, folder: string): Promise<BuiltImage> {
    const started = performance.now();
    const { docker } = this.#engine;
    await docker(["build", "--network=host", ...buildArguments(service, folder)]);
    const buildSeconds = Math.round((performance.now() - started) / 100) / 10;
    const bytes = Number(await docker(["image", "inspect", "-f", "{{.Size}}", imageOf(service)]));
    return { megabytes: Math.round(bytes / 1e6), buildSeconds };
  }
}
