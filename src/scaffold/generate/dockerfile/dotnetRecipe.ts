import type { DotnetFacts } from "../../facts/ecosystemFacts.ts";
import { escapes } from "../../render/escapes.ts";
import { relativePath } from "../relativePath.ts";
import type { Ingredients, Recipe } from "./recipe.ts";

/** .NET: built with the SDK, run with the runtime of the same version. */
export function dotnetRecipe({ application, facts, image, container }: Ingredients<DotnetFacts>): Recipe {
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
      builder: image("dotnet-sdk", version).reference,
      image: runtime.reference,
      project: escapes.shell(relativePath(facts.root, facts.project)),
      restore: facts.locked ? "dotnet restore --locked-mode" : "dotnet restore",
    },
    environment,
    command: ["dotnet", `${facts.assembly}.dll`],
    prober: "bash",
    startPeriod: 20,
    leftovers: ["bin", "obj", "TestResults"],
  };
}
