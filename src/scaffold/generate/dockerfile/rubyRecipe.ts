import { relativePath } from "../../../base/treePath.ts";
import type { RubyFacts } from "../../facts/ecosystemFacts.ts";
import { copyInstruction } from "./instructions.ts";
import type { Ingredients, Recipe } from "./recipe.ts";

/** Ruby with its gems in a folder of their own; gems compile nearly always something. */
export function rubyRecipe({ application, facts, image, container }: Ingredients<RubyFacts>): Recipe {
  const rails = application.framework?.value === "rails";
  const reads = ["Gemfile", ...(facts.lockFile === undefined ? [] : [relativePath(facts.root, facts.lockFile)])];
  const libraries = facts.native.flatMap((gem) => LIBRARIES[gem] ?? []);
  return {
    template: "ruby",
    values: {
      image: image("ruby", application.runtime.value.version).reference,
      compilers: ["build-essential", "git", "libyaml-dev", "pkg-config", ...libraries.map(([build]) => build)],
      libraries: libraries.map(([, run]) => run),
      install: facts.lockFile === undefined ? "bundle install" : "BUNDLE_FROZEN=true bundle install",
      reads: copyInstruction(reads, "./"),
      assets: facts.assets,
      rails,
      workdir: container.workingDirectory,
    },
    environment: {
      BUNDLE_PATH: "/opt/gems",
      BUNDLE_WITHOUT: "development:test",
      HOME: "/tmp",
      ...(rails && {
        RAILS_ENV: "production",
        RAILS_LOG_TO_STDOUT: "1",
        BOOTSNAP_CACHE_DIR: "/tmp",
        PIDFILE: "/tmp/server.pid",
      }),
      ...(!rails && { RACK_ENV: "production" }),
    },
    command: application.startCommand?.value ?? usualCommand(container.port, container.portVariable),
    prober: "ruby",
    startPeriod: 20,
    leftovers: [".bundle", "vendor/bundle", "log", "tmp", "coverage", "node_modules"],
  };
}

/** Debian packages that a gem is compiled with and runs with. */
const LIBRARIES: Readonly<Record<string, readonly [readonly [string, string]]>> = {
  pg: [["libpq-dev", "libpq5"]],
  mysql2: [["default-libmysqlclient-dev", "libmariadb3"]],
};

/** Puma binds to every address, and to the port of `PORT` by itself. */
function usualCommand(port: number | undefined, variable: string | undefined): readonly string[] {
  const at = variable === "PORT" || port === undefined ? [] : [`--port=${port}`];
  return ["bundle", "exec", "puma", ...at];
}
