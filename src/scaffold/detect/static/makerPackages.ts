import type { StaticFacts } from "../../facts/ecosystemFacts.ts";
import type { Folder } from "../folder.ts";
import { parseRequirement } from "../python/requirement.ts";
import type { SiteMaker } from "./siteMaker.ts";

const REQUIREMENTS = ["requirements.txt", "docs/requirements.txt", "requirements-docs.txt"];

/** The files that name a maker and its plugins with their versions; undefined where nothing does. */
export async function makerPackages(folder: Folder, maker: SiteMaker["name"]): Promise<StaticFacts["maker"]> {
  if (maker === "mkdocs") {
    for (const file of REQUIREMENTS) {
      const names = ((await folder.read(file)) ?? "").split("\n").map((line) => parseRequirement(line)?.name ?? "");
      if (names.some((name) => /^mkdocs(?:-material)?$/u.test(name))) return { name: maker, reads: [file] };
    }
  }
  if (maker === "jekyll" && /^\s*gem\s+["'](?:jekyll|github-pages)["']/mu.test((await folder.read("Gemfile")) ?? "")) {
    return { name: maker, reads: ["Gemfile", ...(folder.has("Gemfile.lock") ? ["Gemfile.lock"] : [])] };
  }
  return undefined;
}
