import type { Ecosystem } from "../../facts/ecosystemFacts.ts";
import { denoRecipe } from "./denoRecipe.ts";
import { dotnetRecipe } from "./dotnetRecipe.ts";
import { elixirRecipe } from "./elixirRecipe.ts";
import { goRecipe } from "./goRecipe.ts";
import { javaRecipe } from "./javaRecipe.ts";
import { nodeRecipe } from "./nodeRecipe.ts";
import { phpRecipe } from "./phpRecipe.ts";
import { pythonRecipe } from "./pythonRecipe.ts";
import type { Ingredients, Recipe } from "./recipe.ts";
import { rubyRecipe } from "./rubyRecipe.ts";
import { rustRecipe } from "./rustRecipe.ts";
import { shellRecipe } from "./shellRecipe.ts";
import { staticRecipe } from "./staticRecipe.ts";

type RecipeFor<Facts extends Ecosystem> = (ingredients: Ingredients<Facts>) => Recipe;

const RECIPES: { readonly [Kind in Ecosystem["kind"]]: RecipeFor<Extract<Ecosystem, { kind: Kind }>> } = {
  node: nodeRecipe,
  deno: denoRecipe,
  python: pythonRecipe,
  go: goRecipe,
  rust: rustRecipe,
  java: javaRecipe,
  dotnet: dotnetRecipe,
  ruby: rubyRecipe,
  php: phpRecipe,
  elixir: elixirRecipe,
  static: staticRecipe,
  shell: shellRecipe,
};

/** The recipe of an application's ecosystem. */
export function recipeFor(ingredients: Ingredients): Recipe {
  return (RECIPES[ingredients.facts.kind] as RecipeFor<Ecosystem>)(ingredients);
}
