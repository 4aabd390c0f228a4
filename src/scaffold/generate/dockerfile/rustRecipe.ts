import type { RustFacts } from "../../facts/ecosystemFacts.ts";
import { escapes } from "../../render/escapes.ts";
import { argumentsOf } from "./programArguments.ts";
import type { Ingredients, Recipe } from "./recipe.ts";

/** One program on the C library that it was built with. */
export function rustRecipe({ application, facts, image }: Ingredients<RustFacts>): Recipe {
  return {
    template: "rust",
    values: {
      builder: image("rust", application.runtime.value.version).reference,
      image: image("debian").reference,
      build: facts.locked ? "cargo build --release --locked" : "cargo build --release",
      package: escapes.shell(facts.package),
      binary: escapes.shell(facts.binary),
      libraries: facts.openssl === true ? ["libssl3"] : [],
    },
    environment: {},
    command: [`/app/${facts.binary}`, ...argumentsOf(application, ["cargo"])],
    prober: "bash",
    startPeriod: 5,
    leftovers: ["target"],
  };
}
