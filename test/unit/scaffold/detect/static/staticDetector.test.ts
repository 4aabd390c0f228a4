import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { madeSiteDetector, staticDetector } from "../../../../../src/scaffold/detect/static/staticDetector.ts";
import { brokenTrees, detectedBy, unsound, valuesOf } from "../../../../support/scaffold/detectedBy.ts";

const detectors = [madeSiteDetector, staticDetector];
const SITES = {
  "a/index.html": "<p>",
  "b/hugo.toml": 'baseURL = "/"\npublishDir = "./out/"\n',
  "b/index.html": "",
  "c/mkdocs.yml": "site_name: C\n",
  "d/_config.yml": "destination: ../../x\n",
  "e/config.toml": "[server]\n",
};

describe("the detectors of sites", () => {
  it("find pages, and what makes them", async () => {
    const { applications } = await detectedBy(detectors, SITES);
    expect(applications.map((one) => valuesOf(one))).toMatchObject([
      { path: "a", role: "site", outputDirectory: ".", ecosystem: { root: "a", directory: "." } },
      { path: "b", framework: "hugo", buildCommand: "hugo --minify", outputDirectory: "out" },
      { path: "c", framework: "mkdocs", outputDirectory: "site" },
      { path: "d", framework: "jekyll", outputDirectory: "_site" },
    ]);
  });

  it("read which files name the maker with its version", async () => {
    const { applications } = await detectedBy(detectors, {
      "a/mkdocs.yml": "site_name: A\n",
      "a/docs/requirements.txt": "mkdocs_material==9.7.0\n",
      "b/_config.yml": "title: B\n",
      "b/Gemfile": "gem 'github-pages', group: :jekyll_plugins\n",
      "b/Gemfile.lock": "",
      "c/mkdocs.yml": "site_name: C\n",
      "c/requirements.txt": "requests\n",
      "d/hugo.toml": "",
      "d/Gemfile": "gem 'jekyll'\n",
    });
    expect(applications.map(({ ecosystem }) => ecosystem)).toEqual([
      { kind: "static", root: "a", directory: "site", maker: { name: "mkdocs", reads: ["docs/requirements.txt"] } },
      { kind: "static", root: "b", directory: "_site", maker: { name: "jekyll", reads: ["Gemfile", "Gemfile.lock"] } },
      { kind: "static", root: "c", directory: "site" },
      { kind: "static", root: "d", directory: "public" },
    ]);
  });

  it("leave a library's documentation alone, and pages below others", async () => {
    expect(
      (await detectedBy(detectors, { "mkdocs.yml": "site_name: C\n", "pyproject.toml": "" })).applications,
    ).toEqual([]);
    const { applications } = await detectedBy(detectors, { "index.html": "", "about/index.html": "" });
    expect(applications.map(({ path }) => path)).toEqual(["."]);
  });

  it("take any text without failing, and name only lines that are there", async () => {
    await fc.assert(
      fc.asyncProperty(brokenTrees(SITES), async (texts) => {
        expect(unsound(await detectedBy(detectors, texts), texts)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
