import type { GoFacts } from "../../facts/ecosystemFacts.ts";
import { escapes } from "../../render/escapes.ts";
import { argumentsOf } from "./programArguments.ts";
import type { Ingredients, Recipe } from "./recipe.ts";

/**
 * One program on a small image. BusyBox is there for the health check, which an image without any program could not
 * run; with cgo the program needs the C library that it was built with, so that Debian is there instead.
 */
export function goRecipe({ application, facts, image, workspaces }: Ingredients<GoFacts>): Recipe {
  const members = workspaces.some(({ root, tool }) => root === facts.root && /^go\b/u.test(tool));
  return {
    template: "go",
    values: {
      builder: image("go", application.runtime.value.version).reference,
      image: facts.cgo ? image("debian").reference : image("busybox").reference,
      cgo: facts.cgo ? 1 : 0,
      main: escapes.shell(facts.mainPackage),
      // The members of a go.work are read all together.
      download: !facts.vendored && !members,
      modules: facts.sums ? "go.mod go.sum" : "go.mod",
    },
    environment: {},
    command: [`/app/${application.name}`, ...argumentsOf(application, ["go"])],
    prober: facts.cgo ? "bash" : "busybox",
    startPeriod: 5,
    leftovers: ["bin", "coverage.out", "*.test"],
  };
}
