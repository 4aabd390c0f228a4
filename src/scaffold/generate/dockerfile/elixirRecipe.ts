import type { ElixirFacts } from "../../facts/ecosystemFacts.ts";
import { escapes } from "../../render/escapes.ts";
import type { Ingredients, Recipe } from "./recipe.ts";

/** A release with its own runtime system, on the Debian that it was built on. */
export function elixirRecipe({ application, facts, image, member }: Ingredients<ElixirFacts>): Recipe {
  const umbrella = member !== ".";
  const assets = umbrella ? `(cd ${escapes.shell(member)} && mix assets.deploy)` : "mix assets.deploy";
  const release = umbrella ? `mix release ${escapes.shell(facts.release)} --path=/out` : "mix release --path=/out";
  const phoenix = application.framework?.value === "phoenix";
  return {
    template: "elixir",
    values: {
      builder: image("elixir", application.runtime.value.version).reference,
      image: image("debian").reference,
      release: facts.release,
      // What an umbrella needs stands in the files of its members.
      reads: umbrella ? "." : facts.locked ? "mix.exs mix.lock" : "mix.exs",
      fetches: facts.fetches,
      install: facts.locked ? "mix deps.get --only=prod --check-locked" : "mix deps.get --only=prod",
      build: ["mix compile", ...(facts.assets ? [assets] : []), release].join(" \\\n    && "),
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
