import { lastStep } from "../../../base/treePath.ts";
import type { StaticFacts } from "../../facts/ecosystemFacts.ts";
import { escapes } from "../../render/escapes.ts";
import { copyInstruction, runLine } from "./instructions.ts";
import type { Ingredients } from "./recipe.ts";

type Maker = NonNullable<StaticFacts["maker"]>;

/** How the pages of a site are made in a stage of their own, as values of the template `made`. */
export function madeSite({ application, image }: Ingredients<StaticFacts>, maker: Maker) {
  return {
    template: "made",
    ...MAKERS[maker.name](maker.reads),
    builder: image(LANGUAGES[maker.name]).reference,
    reads: copyInstruction(maker.reads, "./"),
    build: runLine(application.buildCommand?.value ?? ""),
  };
}

const LANGUAGES = { mkdocs: "python", jekyll: "ruby" } as const;

interface Making {
  readonly compilers: readonly string[];
  readonly variables: readonly string[];
  readonly install: string;
  readonly cache?: { readonly id: string; readonly target: string };
}

const MAKERS: Readonly<Record<Maker["name"], (reads: readonly string[]) => Making>> = {
  mkdocs: ([file = "requirements.txt"]) => ({
    compilers: [],
    variables: ["VIRTUAL_ENV=/opt/venv", "PATH=/opt/venv/bin:$PATH"],
    install: `python -m venv /opt/venv && pip install --requirement=${escapes.shell(lastStep(file))}`,
    cache: { id: "pip", target: "/root/.cache/pip" },
  }),
  jekyll: (reads) => ({
    // Gems compile nearly always something.
    compilers: ["build-essential"],
    variables: [
      "BUNDLE_PATH=/opt/gems",
      ...(reads.includes("Gemfile.lock") ? ["BUNDLE_FROZEN=true"] : []),
      "JEKYLL_ENV=production",
    ],
    install: "bundle install",
  }),
};
