import { joinPath } from "../../../../base/treePath.ts";
import type { DenoFacts, ElixirFacts, PhpFacts, RubyFacts } from "../../../facts/ecosystemFacts.ts";
import type { Cache, Toolchain } from "../toolchain.ts";

export function rubyToolchain({ lockFile }: RubyFacts, version: string): Toolchain {
  return {
    key: `ruby-${version.replaceAll(".", "-")}`,
    title: `Ruby ${version}`,
    image: "ruby",
    version,
    setup: { action: "ruby/setup-ruby", inputs: [["ruby-version", version]] },
    // Where BUNDLE_PATH is set, it goes before this.
    prepare: ["bundle config set --global path ~/.cache/bundle"],
    install: ["bundle install"],
    ...cacheOf(lockFile, ["~/.cache/bundle"], "BUNDLE_PATH"),
    codeql: { language: "ruby", build: "none" },
  };
}

/** Composer's own image has PHP, git and what archives are unpacked with. */
export function phpToolchain({ lockFile }: PhpFacts): Toolchain {
  return {
    key: "php",
    title: "PHP, Composer",
    image: "composer",
    prepare: [],
    install: ["composer install --no-interaction --prefer-dist --ignore-platform-reqs"],
    lint: "composer validate --strict",
    ...cacheOf(lockFile, ["~/.cache/composer"], "COMPOSER_CACHE_DIR"),
  };
}

export function elixirToolchain({ root, locked, fetches }: ElixirFacts, version: string | undefined): Toolchain {
  return {
    key: version === undefined ? "elixir" : `elixir-${version.replaceAll(".", "-")}`,
    title: version === undefined ? "Elixir" : `Elixir ${version}`,
    image: "elixir",
    ...(version !== undefined && { version }),
    prepare: fetches ? ["mix local.hex --force", "mix local.rebar --force"] : [],
    install: fetches ? [`mix deps.get${locked ? " --check-locked" : ""}`] : [],
    lint: "mix format --check-formatted",
    test: "mix test",
    ...cacheOf(locked ? joinPath(root, "mix.lock") : undefined, ["~/.hex"], "HEX_HOME"),
  };
}

export function denoToolchain({ lockFile }: DenoFacts, version: string): Toolchain {
  return {
    key: `deno-${version.replaceAll(".", "-")}`,
    title: `Deno ${version}`,
    image: "deno",
    version,
    setup: {
      action: "denoland/setup-deno",
      inputs: [["deno-version", version.includes(".") ? version : `v${version}.x`]],
    },
    prepare: [],
    install: [lockFile === undefined ? "deno install" : "deno install --frozen"],
    lint: "deno lint",
    test: "deno test --allow-all",
    ...cacheOf(lockFile, ["~/.cache/deno"], "DENO_DIR"),
    codeql: { language: "javascript-typescript", build: "none" },
  };
}

function cacheOf(
  lockFile: string | undefined,
  folders: readonly string[],
  variable: string,
): { readonly cache?: Cache } {
  if (lockFile === undefined) return {};
  return { cache: { lockFile, folders, variables: { [variable]: "$CI_PROJECT_DIR/.cache/packages" } } };
}
