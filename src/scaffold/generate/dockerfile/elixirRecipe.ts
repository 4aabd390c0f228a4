import type { ElixirFacts } from "../../facts/ecosystemFacts.ts";
import type { Ingredients, Recipe } from "./recipe.ts";

/** A release with its own runtime system, on the Debian that it was built on. */
export function elixirRecipe({ application, facts, image }: Ingredients<ElixirFacts>): Recipe {
  const phoenix = application.framework?.value === "phoenix";
  return {
    template: "elixir",
    values: {
      builder: image("elixir", application.runtime.value.version).reference,
      image: image("debian").reference,
      release: facts.release,
      reads: facts.locked ? "mix.exs mix.lock" : "mix.exs",
      install: facts.locked ? "mix deps.get --only=prod --check-locked" : "mix deps.get --only=prod",
      build: ["mix compile", ...(facts.assets ? ["mix assets.deploy"] : []), "mix release --path=/out"].join(
        " \\\n    && ",
      ),
      libraries: ["libncurses6", "libssl3", "libstdc++6"],
    },
    environment: {
      HOME: "/tmp",
      LANG: "C.UTF-8",
      RELEASE_DISTRIBUTION: "none",
      RELEASE_TMP: "/tmp",
      ...(phoenix && { PHX_SERVER: "true" }),
    },
    command: [`/app/bin/${facts.release}`, "start"],
    prober: "bash",
    startPeriod: 20,
    leftovers: ["_build", "deps", ".elixir_ls", "cover", "node_modules", "priv/static/assets"],
  };
}
