import { joinPath } from "../../../base/treePath.ts";
import { Fault } from "../../../base/result.ts";
import type { Application } from "../../facts/application.ts";
import type { Render } from "../../render/render.ts";
import type { Container } from "../container.ts";
import type { GeneratedFile } from "../generated.ts";
import type { GenerateInput, Generator } from "../generator.ts";
import { buildersOf } from "../image.ts";
import { escapes } from "../../render/escapes.ts";
import { volumesOf } from "../workload/volumes.ts";
import { ignoredOf } from "./dockerignore.ts";
import { healthCheck } from "./healthCheck.ts";
import { execForm } from "./instructions.ts";
import { ingredientsOf } from "./ingredients.ts";
import type { Ingredients, Recipe } from "./recipe.ts";
import { recipeFor } from "./recipes.ts";
import { refuseUnbuildable } from "./refusals.ts";
import { withoutShell } from "./startCommand.ts";

/** For each image a Dockerfile, what its build leaves out, and settings of the server that is in its image. */
export const dockerfileGenerator: Generator = (input, render) =>
  buildersOf(input.applications).flatMap((application) => filesOf(application, input, render));

function filesOf(application: Application, input: GenerateInput, render: Render): readonly GeneratedFile[] {
  refuseUnwritable(application);
  refuseUnbuildable(application);
  const ingredients = ingredientsOf(application, input);
  const recipe = recipeFor(ingredients);
  const { container, facts, suffix } = ingredients;
  const values = { ...recipe.values, ...runValues(recipe, ingredients) };
  const { path } = application;
  const file = (
    name: string,
    template: string,
    escape: "dockerfile" | "plain",
    all: Readonly<Record<string, unknown>>,
  ) => ({
    path: joinPath(path, name),
    kind: "dockerfile" as const,
    application: path,
    ...render(`dockerfile/${template}`, escape, all),
  });
  const beside = recipe.beside ?? [];
  const ignored = ignoredOf(
    recipe.leftovers,
    recipe.needed,
    servedOf(application),
    readOf(application),
    publicOf(application, ingredients),
  );
  const ignoreName = facts.root === path && suffix === "" ? ".dockerignore" : `Dockerfile${suffix}.dockerignore`;
  return [
    file(`Dockerfile${suffix}`, `${recipe.template}.Dockerfile`, "dockerfile", values),
    file(ignoreName, "dockerignore", "plain", { ...ignored }),
    ...beside.map((each) =>
      file(each.name, each.template, "plain", { ...each.values, port: container.port, health: container.health }),
    ),
  ];
}

/** How the container is run, as the last lines of every Dockerfile say it. */
function runValues(recipe: Recipe, { container }: Ingredients): Readonly<Record<string, unknown>> {
  const check = healthCheck(recipe.prober, container);
  return {
    name: container.name,
    port: container.port,
    user: container.user,
    kept: volumesOf(container)
      .filter(({ persistent }) => persistent)
      .map(({ path }) => escapes.shell(path)),
    stopSignal: recipe.stopSignal,
    startPeriod: recipe.startPeriod,
    healthCheck: check && execForm(check),
    command: execForm(withoutShell(recipe.command)),
    ...environmentOf(recipe, container),
  };
}

function environmentOf({ environment }: Recipe, { addresses, portVariable: variable, port }: Container) {
  const listens = variable !== undefined && port !== undefined && { [variable]: String(port) };
  const all = { ...environment, ...addresses, ...listens };
  return {
    environment: Object.entries(all).map(([name, value]) => `${name}=${value}`),
    separator: " \\\n    ",
  };
}

/** What a site's build writes into its pages is nobody's secret: the settings of its published form belong to it. */
function publicOf({ role, ecosystem }: Application, { member }: Ingredients): readonly string[] {
  return role.value === "site" && ecosystem.kind === "node" ? [joinPath(member, ".env.production")] : [];
}

/** Files that an install reads, also where their names are those of files that hold secrets. */
function readOf({ ecosystem }: Application): readonly string[] {
  return ecosystem.kind === "node" ? ecosystem.installFiles : [];
}

/** What is served as it stands is no leftover. */
function servedOf({ ecosystem }: Application): readonly string[] {
  return ecosystem.kind === "static" && ecosystem.maker === undefined ? [ecosystem.directory] : [];
}

/** A line break in a name would end an instruction, and no escape of a Dockerfile can hold one. */
function refuseUnwritable({ path, ecosystem }: Application): void {
  const texts = [path, ...Object.values(ecosystem).flat()].filter((value) => typeof value === "string");
  const bad = texts.find((text) => /[\p{Cc}\u2028\u2029]/u.test(text));
  if (bad === undefined) return;
  throw new Fault(
    "UnwritableName",
    `No Dockerfile can name ${JSON.stringify(bad)}, because of a line break or control character in it. Rename it.`,
  );
}
