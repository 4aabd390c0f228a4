import type { StaticFacts } from "../../facts/ecosystemFacts.ts";
import { copyInstruction } from "./instructions.ts";
import { madeSite } from "./madeSite.ts";
import type { Ingredients, Recipe } from "./recipe.ts";
import { siteRecipe } from "./siteRecipe.ts";

/** Files that are served as they stand in the workspace, or as their maker makes them. */
export function staticRecipe(ingredients: Ingredients<StaticFacts>): Recipe {
  const { facts } = ingredients;
  if (facts.maker !== undefined)
    return siteRecipe(ingredients, madeSite(ingredients, facts.maker), [`/${facts.directory}`]);
  const site = copyInstruction([facts.directory], "/usr/share/nginx/html/");
  const recipe = siteRecipe(ingredients, { template: "static" }, []);
  return { ...recipe, values: { ...recipe.values, site } };
}
