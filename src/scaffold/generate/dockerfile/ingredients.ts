import { relativePath } from "../../../base/treePath.ts";
import { chooseImage, chooseTool } from "../../catalogue/chooseImage.ts";
import type { Application } from "../../facts/application.ts";
import { containerOf } from "../container.ts";
import type { GenerateInput } from "../generator.ts";
import { imageOf } from "../image.ts";
import type { Ingredients } from "./recipe.ts";

/** What the image of one of the applications that are written for is made from. */
export function ingredientsOf(application: Application, input: GenerateInput): Ingredients {
  const { catalogue, settings, detection } = input;
  return {
    application,
    facts: application.ecosystem,
    container: containerOf(application, settings.imageRepository),
    member: relativePath(application.ecosystem.root, application.path),
    suffix: imageOf(application, input.applications).suffix,
    workspaces: detection.workspaces,
    image: (name, version) => chooseImage(catalogue, name, version),
    tool: (name, version) => chooseTool(catalogue, name, version),
  };
}
