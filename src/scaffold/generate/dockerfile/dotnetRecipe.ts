import { relativePath } from "../../../base/treePath.ts";
import type { DotnetFacts } from "../../facts/ecosystemFacts.ts";
import { escapes } from "../../render/escapes.ts";
import type { Ingredients, Recipe } from "./recipe.ts";
import { siteRecipe } from "./siteRecipe.ts";

/** .NET: built with the SDK, run with the runtime of the same version; for the browser, served as files. */
export function dotnetRecipe(ingredients: Ingredients<DotnetFacts>): Recipe {
  return ingredients.application.role.value === "site" ? browserRecipe(ingredients) : programRecipe(ingredients);
}

const LEFTOVERS = ["bin", "obj", "TestResults"];

/** Blazor in the browser: files behind a web server, and no .NET where they are served. */
function browserRecipe(ingredients: Ingredients<DotnetFacts>): Recipe {
  const recipe = siteRecipe(ingredients, { template: "dotnetSite", ...buildOf(ingredients) }, LEFTOVERS);
  return { ...recipe, values: { ...recipe.values, site: "COPY --from=build /out/wwwroot/ /usr/share/nginx/html/" } };
}

function buildOf({ application, facts, image }: Ingredients<DotnetFacts>) {
  return {
    builder: image("dotnet-sdk", application.runtime.value.version).reference,
    project: escapes.shell(relativePath(facts.root, facts.project)),
    restore: facts.locked ? "dotnet restore --locked-mode" : "dotnet restore",
  };
}

function programRecipe(ingredients: Ingredients<DotnetFacts>): Recipe {
  const { application, facts, image, container } = ingredients;
  const { version } = application.runtime.value;
  const runtime = image("dotnet-aspnet", version);
  // Diagnostics would write their pipes into a root file system that is read-only.
  const environment: Record<string, string> = { DOTNET_EnableDiagnostics: "0" };
  if (version !== undefined && runtime.reason === "default") environment["DOTNET_ROLL_FORWARD"] = "Major";
  if (facts.web && container.port !== undefined && container.portVariable !== "ASPNETCORE_HTTP_PORTS") {
    environment["ASPNETCORE_HTTP_PORTS"] = String(container.port);
  }
  return {
    template: "dotnet",
    values: {
      ...buildOf(ingredients),
      image: runtime.reference,
    },
    environment,
    command: ["dotnet", `${facts.assembly}.dll`],
    prober: "bash",
    startPeriod: 20,
    leftovers: LEFTOVERS,
  };
}
