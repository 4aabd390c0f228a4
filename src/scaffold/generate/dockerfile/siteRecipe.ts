import { joinPath, resolved } from "../../../base/treePath.ts";
import type { Application } from "../../facts/application.ts";
import { copyInstruction } from "./instructions.ts";
import type { Ingredients, Recipe } from "./recipe.ts";

/** Sites whose paths are the pages' own: a path without a file is not their start page. */
const MANY_PAGES: ReadonlySet<string> = new Set(["astro", "next", "nuxt", "sveltekit", "html", "mkdocs", "jekyll"]);

/** Files behind a web server: they come out of a build, or stand in the workspace as they are. */
export function siteRecipe(
  ingredients: Ingredients,
  source: Readonly<Record<string, unknown>> & { readonly template: string },
  leftovers: readonly string[],
): Recipe {
  const { application, member, image, suffix } = ingredients;
  const output = outputOf(application) ?? "dist";
  // A workspace's runner may put it beside its members.
  const folder = `/${resolved(joinPath("app", member), output) ?? joinPath("app", joinPath(member, output))}`;
  const one = !MANY_PAGES.has(application.framework?.value ?? "html");
  return {
    template: source.template,
    values: {
      ...source,
      server: image("nginx").reference,
      site: copyInstruction([folder], "/usr/share/nginx/html/", "build"),
      settings: copyInstruction([joinPath(member, `nginx.conf${suffix}`)], "/etc/nginx/nginx.conf"),
    },
    environment: {},
    command: ["nginx", "-g", "daemon off;"],
    prober: "wget",
    startPeriod: 5,
    // nginx ends its requests in order on SIGQUIT, and drops them on SIGTERM.
    stopSignal: "SIGQUIT",
    beside: [{ template: "nginx.conf", name: `nginx.conf${suffix}`, values: { onePage: one } }],
    leftovers,
  };
}

/** Where the build puts what is served or run, from the application's folder; undefined where nothing says. */
export function outputOf({ outputDirectory, framework }: Application): string | undefined {
  const known = outputDirectory?.value.replace(/^\.\//u, "").replace(/\/$/u, "");
  return known === undefined || known === "" || known === "." ? USUAL_OUTPUTS[framework?.value ?? ""] : known;
}

const USUAL_OUTPUTS: Readonly<Record<string, string>> = {
  "react-scripts": "build",
  vite: "dist",
  astro: "dist",
  next: ".next",
  nuxt: ".output",
  nest: "dist",
  sveltekit: "build",
  remix: "build",
};
