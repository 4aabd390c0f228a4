import type { Fact } from "../../facts/fact.ts";
import type { Folder } from "../folder.ts";
import { evidence, fact, lineOf } from "../shared/evidence.ts";
import { fromRoot } from "../shared/sources.ts";
import type { Framework } from "./frameworks.ts";
import { withoutComments } from "./javascriptCode.ts";
import type { PackageJson } from "./packageJson.ts";

/** The settings of builders of sites, and the word that names their output in them. */
const SETTINGS: Readonly<Record<string, readonly [files: readonly string[], output: RegExp]>> = {
  vite: [
    ["vite.config.ts", "vite.config.js", "vite.config.mts", "vite.config.mjs", "vite.config.cts", "vite.config.cjs"],
    /\boutDir\s*:\s*["'`]([^"'`\n]{1,100})["'`]/u,
  ],
  "vue-cli": [["vue.config.js", "vue.config.cjs", "vue.config.ts"], /\boutputDir\s*:\s*["'`]([^"'`\n]{1,100})["'`]/u],
  eleventy: [
    [".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs"],
    /\boutput\s*:\s*["'`]([^"'`\n]{1,100})["'`]/u,
  ],
  rsbuild: [
    ["rsbuild.config.ts", "rsbuild.config.mjs", "rsbuild.config.js"],
    /\bdistPath\s*:\s*\{\s*root\s*:\s*["'`]([^"'`\n]{1,100})["'`]/u,
  ],
  webpack: [
    ["webpack.config.js", "webpack.prod.js", "webpack.config.prod.js", "webpack.config.ts", "webpack.config.cjs"],
    /\bpath\s*:\s*(?:path\.)?(?:resolve|join)\(\s*__dirname\s*,\s*["'`]([^"'`\n]{1,100})["'`]/u,
  ],
};
const FLAG = /--(?:out-?dir|dist-dir|output|output-path|dest)(?:=|\s+)["']?([\w./-]+)/iu;

/** Where a site's build goes: by its script, by its settings, else where the framework puts it. */
export async function siteOutput(
  folder: Folder,
  manifest: PackageJson,
  framework: Framework,
): Promise<Fact<string> | undefined> {
  const script = manifest.scripts["build"];
  const flag = inside(FLAG.exec(script ?? "")?.[1]);
  if (flag !== undefined)
    return fact(flag, "certain", evidence(manifest.file, manifest.line("scripts", "build"), `builds into ${flag}`));
  const base = docsFolder(script, framework);
  const [files, pattern] = SETTINGS[framework.name] ?? [[], /$^/u];
  const name = files.find((one) => folder.has(one));
  const text = withoutComments((name === undefined ? undefined : await folder.read(name)) ?? "");
  const written = inside(pattern.exec(text)?.[1]);
  if (name !== undefined && written !== undefined)
    return fact(written, "certain", evidence(fromRoot(folder, name), lineOf(text, pattern), `builds into ${written}`));
  if (framework.output === undefined) return undefined;
  const line = script === undefined ? 1 : manifest.line("scripts", "build");
  return fact(
    `${base}${framework.output}`,
    "guess",
    evidence(manifest.file, line, `builds with ${framework.name}, which writes to ${framework.output}`),
  );
}

/** Vite as the builder of a library: it makes no pages. */
export async function isViteLibrary(folder: Folder): Promise<boolean> {
  const name = SETTINGS["vite"]?.[0].find((one) => folder.has(one));
  const text = withoutComments((name === undefined ? undefined : await folder.read(name)) ?? "");
  return /\blib\s*:\s*\{/u.test(text) && /\bentry\s*:/u.test(text);
}

/** VitePress and VuePress put their output below the folder of documents that they are given. */
function docsFolder(script: string | undefined, { name }: Framework): string {
  if (name !== "vitepress" && name !== "vuepress") return "";
  const given = /\b(?:vitepress|vuepress)\s+build\s+([\w./-]+)/u
    .exec(script ?? "")?.[1]
    ?.replace(/^\.\//u, "")
    .replace(/\/+$/u, "");
  return given === undefined || given === "." || given === "" ? "" : `${given}/`;
}

/** A path inside the application's folder; undefined for one outside of it. */
function inside(written: string | undefined): string | undefined {
  const clean = written?.replace(/^\.\//u, "").replace(/\/+$/u, "");
  return clean === undefined ||
    clean === "" ||
    clean === "." ||
    clean.startsWith("/") ||
    clean.startsWith("..") ||
    clean.includes("${")
    ? undefined
    : clean;
}
